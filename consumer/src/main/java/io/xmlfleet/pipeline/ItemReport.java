package io.xmlfleet.pipeline;

import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published about an item: all that is kept of it until the brokers have it, so its
 * rows are not. Immutable.
 *
 * @param deadLetter the document and why, when it was rejected; else null
 * @param trace that the item belongs to; null: none
 */
public record ItemReport(
    WorkResult result, @Nullable DeadLetter deadLetter, @Nullable TraceContext trace) {

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
    return new ItemReport(result, letter, work.trace());
  }

  private static DeadLetter letter(WorkResult result, Outcome.Rejected rejected, WorkItem work) {
    return DeadLetter.of(result, rejected)
        .document(work.file() == null ? work.document() : null)
        .trace(work.trace())
        .build();
  }

  /** Whether an earlier attempt left a dead letter that is now void. */
  public boolean resolvesDeadLetter() {
    return deadLetter == null && result.attempt() > 1;
  }
}
