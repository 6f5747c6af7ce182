package io.xmlfleet.pipeline;

import io.xmlfleet.failure.BusyLimit;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.FileReference;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
  /** A document comes out of records that were fetched, and may have to go into a dead letter. */
  private static final long COPIES = 2;

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

  /** How long a document is read, by each contract that is tried. Confined to one thread. */
  private static final class Reading {
    private final Clock clock;
    private Stopwatch running;
    private Duration took = Duration.ZERO;

    Reading(Clock clock) {
      this.clock = clock;
      this.running = Stopwatch.start(clock);
    }

    void begin() {
      running = Stopwatch.start(clock);
    }

    void end() {
      took = took.plus(running.elapsed());
    }

    Duration took() {
      return took;
    }
  }

  /** Reads and maps a document that may take all the memory there is. */
  public PreparedItem prepare(ReceivedItem received) {
    return prepare(received, MemoryLimit.none());
  }

  /**
   * Reads and maps a document.
   *
   * @param memory that it may take
   */
  public PreparedItem prepare(ReceivedItem received, MemoryLimit memory) {
    Instant startedAt = clock.instant();
    Stopwatch busy = Stopwatch.start(clock);
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
    Reading reading = new Reading(clock);
    try {
      // First: the ledger is asked for an item whose file is gone.
      List<LoadedContract> candidates = catalog.candidates(received.work().contract());
      contract = candidates.size() == 1 ? candidates.get(0) : null;
      memory.use(COPIES * received.work().bytes());
      whole = whole(received);
      if (contract == null) {
        Choice choice = choose(candidates, whole.work(), memory, reading);
        contract = choice.contract();
        mapped = choice.mapped();
      } else {
        mapped = map(contract, whole.work(), memory, reading);
      }
    } catch (MemoryLimit.Exceeded e) {
      mapped = new Mapped.Rejected(null, e.failure(Stage.VALIDATION, null));
      whole = wholeIfThere(whole);
    } catch (RejectionException e) {
      mapped = new Mapped.Rejected(null, e.failure());
      whole = contract == null ? wholeIfThere(received) : whole;
    } finally {
      MDC.remove("trace_id");
      MDC.remove("position");
      MDC.remove("item");
      MDC.remove("run");
    }
    return new PreparedItem(whole, contract, mapped, startedAt, busy.elapsed(), reading.took());
  }

  /** An item that is not to be tried; with its document as far as there is one. */
  public PreparedItem reject(ReceivedItem received, Failure failure) {
    return new PreparedItem(
        wholeIfThere(received),
        null,
        new Mapped.Rejected(null, failure),
        clock.instant(),
        Duration.ZERO);
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

  /**
   * What became of a document that names no contract.
   *
   * @param contract that it meets; null: it is no XML, whatever the contract
   */
  private record Choice(@Nullable LoadedContract contract, Mapped mapped) {
    String name() {
      return contract == null ? "" : contract.name();
    }
  }

  /**
   * Maps by the only one of several contracts whose root and requirements the document meets.
   *
   * @throws RejectionException if none or several are met
   */
  private Choice choose(
      List<LoadedContract> candidates, WorkItem work, MemoryLimit memory, Reading reading)
      throws RejectionException {
    List<Choice> met = new ArrayList<>();
    List<String> unmet = new ArrayList<>();
    for (LoadedContract each : candidates) {
      long before = memory.used();
      Mapped mapped = map(each, work, memory, reading);
      Stage stage = mapped instanceof Mapped.Rejected rejected ? rejected.failure().stage() : null;
      if (stage == Stage.PARSING) {
        return new Choice(null, mapped);
      }
      if (stage == Stage.VALIDATION) {
        memory.use(before - memory.used());
        unmet.add(each.name() + ": " + ((Mapped.Rejected) mapped).failure().reason());
      } else {
        met.add(new Choice(each, mapped));
      }
    }
    if (met.size() == 1) {
      return met.get(0);
    }
    throw new RejectionException(
        met.isEmpty()
            ? "the item names no contract, and it meets none: " + String.join("; ", unmet)
            : "the item names no contract, and it meets several; send it with the name of one: "
                + met.stream().map(Choice::name).collect(Collectors.joining(", ")));
  }

  private Mapped map(LoadedContract contract, WorkItem work, MemoryLimit memory, Reading reading) {
    reading.begin();
    try {
      DocumentContext context =
          new DocumentContext(
              work.item().run(),
              work.item().sequence(),
              work.recordId(),
              work.origin(),
              BusyLimit.after(itemLimit, clock),
              memory,
              reading::end);
      return loadable(contract.mapper().map(work.document(), context));
    } catch (MemoryLimit.Exceeded e) {
      return new Mapped.Rejected(null, e.failure(Stage.MAPPING, null));
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
    Failure rejection = rows.rejection();
    return rejection == null ? rows : new Mapped.Rejected(rows.appId(), rejection);
  }
}
