package io.xmlfleet.pipeline;

import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes decisions into messages. Thread-safe. */
public final class ReportMaker {
  private final String worker;
  private final Clock clock;

  public ReportMaker(String worker, Clock clock) {
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * Reports of a batch that is loaded.
   *
   * @param loading how long loading the whole batch took; shared out evenly
   */
  public List<ItemReport> reports(List<DecidedItem> decided, Duration loading) {
    Instant finished = clock.instant();
    long shareNanos = decided.isEmpty() ? 0 : loading.toNanos() / decided.size();
    return decided.stream().map(item -> report(item, finished, shareNanos)).toList();
  }

  private ItemReport report(DecidedItem decided, Instant finished, long shareNanos) {
    PreparedItem item = decided.item();
    WorkItem work = item.work();
    long busyMicros = (item.busy().toNanos() + shareNanos) / 1_000;
    WorkResult result =
        new WorkResult(
            work.item(),
            work.recordId(),
            item.appId(),
            work.attempt(),
            decided.outcome(),
            new Processing(
                item.contractName(),
                item.contractVersion(),
                worker,
                item.received().position(),
                finished,
                busyMicros));
    return decided.outcome() instanceof Outcome.Rejected rejected
        ? new ItemReport(result, deadLetter(result, rejected, work), false, work.trace())
        : new ItemReport(result, null, work.attempt() > 1, work.trace());
  }

  private static DeadLetter deadLetter(
      WorkResult result, Outcome.Rejected rejected, WorkItem work) {
    return DeadLetter.of(result, rejected)
        .document(work.file() == null ? work.document() : null)
        .trace(work.trace())
        .build();
  }
}
