package io.xmlfleet.pipeline;

import io.xmlfleet.failure.BusyLimit;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.FileReference;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Turns items into rows or failures: the stages that need no database. Reads the document first
 * where the item only names it. Thread-safe.
 *
 * <p>A document is never a reason to throw. What the mapper throws all the same is a fault of ours:
 * the item is rejected as UNKNOWN and the fault is logged.
 */
public final class Preparer {
  private final ContractCatalog catalog;
  private final DocumentFiles files;
  private final Duration itemLimit;
  private final Clock clock;
  private final FaultLog faults = new FaultLog();

  /**
   * A preparer.
   *
   * @param itemLimit of work after which an item is rejected as TIMEOUT, see {@link BusyLimit}
   */
  public Preparer(ContractCatalog catalog, DocumentFiles files, Duration itemLimit, Clock clock) {
    this.catalog = catalog;
    this.files = files;
    this.itemLimit = itemLimit;
    this.clock = clock;
  }

  public PreparedItem prepare(ReceivedItem received) {
    Instant started = clock.instant();
    ItemId item = received.work().item();
    MDC.put("run", item.run());
    MDC.put("item", Long.toString(item.sequence()));
    MDC.put("position", received.position().toString());
    TraceContext trace = received.work().trace();
    if (trace != null) {
      MDC.put("trace_id", trace.traceId());
    }
    ReceivedItem whole = received;
    LoadedContract contract = null;
    Mapped mapped;
    try {
      // First: the ledger is asked for an item whose file is gone.
      contract = catalog.choose(received.work().contract());
      whole = whole(received);
      mapped = map(contract, whole.work());
    } catch (RejectionException e) {
      mapped = new Mapped.Rejected(null, e.failure());
      whole = contract == null ? wholeIfThere(received) : whole;
    } finally {
      MDC.remove("trace_id");
      MDC.remove("position");
      MDC.remove("item");
      MDC.remove("run");
    }
    return prepared(whole, contract, mapped, started);
  }

  /** An item that is not to be tried; with its document as far as there is one. */
  public PreparedItem reject(ReceivedItem received, Failure failure) {
    Instant started = clock.instant();
    return prepared(wholeIfThere(received), null, new Mapped.Rejected(null, failure), started);
  }

  /** For an item that is rejected for another reason: its letter has the document all the same. */
  private ReceivedItem wholeIfThere(ReceivedItem received) {
    try {
      return whole(received);
    } catch (RejectionException e) {
      return received;
    }
  }

  private ReceivedItem whole(ReceivedItem received) throws RejectionException {
    FileReference file = received.work().file();
    return file == null ? received : received.with(files.read(file));
  }

  private Mapped map(LoadedContract contract, WorkItem work) {
    try {
      DocumentContext context =
          new DocumentContext(
              work.item().run(),
              work.item().sequence(),
              work.recordId(),
              BusyLimit.after(itemLimit, clock));
      return loadable(contract.mapper().map(work.document(), context));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Memory and stack too: a document that exhausts them must not come back to a fresh worker
      // for ever.
      return new Mapped.Rejected(null, faults.rejection(e));
    }
  }

  private static Mapped loadable(Mapped mapped) {
    if (!(mapped instanceof Mapped.Rows rows)) {
      return mapped;
    }
    Failure hindrance = rows.rejection();
    return hindrance == null ? rows : new Mapped.Rejected(rows.appId(), hindrance);
  }

  private PreparedItem prepared(
      ReceivedItem received, @Nullable LoadedContract contract, Mapped mapped, Instant started) {
    Duration busy = Duration.between(started, clock.instant());
    return new PreparedItem(
        received, contract, mapped, started, busy.isNegative() ? Duration.ZERO : busy);
  }
}
