package io.xmlfleet.pipeline;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published about an item: all that is kept of it until the brokers have it, so its
 * rows are not. Immutable.
 *
 * @param earlier numbers of earlier versions of the document in its run
 * @param deadLetter the document and why, when it was rejected; else null
 * @param trace that the item belongs to; null: none
 */
public record ItemReport(
    WorkResult result,
    List<Long> earlier,
    @Nullable DeadLetter deadLetter,
    @Nullable TraceContext trace) {

  /**
   * Of an item that is decided.
   *
   * @param loading its share of the time that loading its batch took
   */
  public static ItemReport of(
      DecidedItem decided, String worker, Instant finished, Duration loading) {
    PreparedItem item = decided.item();
    WorkItem work = item.work();
    Processing processing =
        new Processing(
            item.contractName(),
            item.contractVersion(),
            worker,
            item.received().position(),
            finished,
            item.busy().plus(loading).toNanos() / 1_000);
    WorkResult result =
        new WorkResult(
            work.item(),
            work.recordId(),
            item.appId(),
            work.attempt(),
            decided.outcome(),
            processing);
    DeadLetter letter =
        decided.outcome() instanceof Outcome.Rejected rejected
            ? letter(result, rejected, work)
            : null;
    return new ItemReport(result, work.earlier(), letter, work.trace());
  }

  private static DeadLetter letter(WorkResult result, Outcome.Rejected rejected, WorkItem work) {
    return DeadLetter.of(result, rejected)
        .earlier(work.earlier())
        .origin(work.origin())
        .document(work.file() == null ? work.document() : null)
        .trace(work.trace())
        .build();
  }

  /** Whether an earlier attempt left a dead letter that is now void. */
  public boolean resolvesDeadLetter() {
    return deadLetter == null && result.attempt() > 1;
  }

  /** The outcomes of earlier versions, whose place this one has taken; none if it was rejected. */
  public List<WorkResult> outdated() {
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Rejected) {
      return List.of();
    }
    ItemId item = result.item();
    // What was there before the loader, that one has told of.
    ItemId by = outcome instanceof Outcome.AlreadyLoaded already ? already.by() : item;
    long told = by == null || by.equals(item) || !by.run().equals(item.run()) ? 0 : by.sequence();
    return earlier.stream()
        .filter(sequence -> sequence > told)
        .map(sequence -> outdated(new ItemId(item.run(), sequence), by))
        .toList();
  }

  private WorkResult outdated(ItemId version, @Nullable ItemId by) {
    Processing now = result.processing();
    return new WorkResult(
        version,
        result.recordId(),
        null,
        1,
        new Outcome.AlreadyLoaded(by),
        new Processing(
            now.contract(),
            now.contractVersion(),
            now.worker(),
            now.source(),
            now.finishedAt(),
            0));
  }
}
