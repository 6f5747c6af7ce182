package io.xmlfleet.worker;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.trace.Processed;
import io.xmlfleet.trace.Tracing;
import java.time.Instant;
import java.util.List;

/** Tells the tracer of each document. Thread-safe. */
final class ItemTraces {
  private final Tracing tracing;

  ItemTraces(Tracing tracing) {
    this.tracing = tracing;
  }

  /** A batch was loaded in this time. */
  void loaded(List<DecidedItem> decided, Instant since, Instant until) {
    decided.forEach(each -> tracing.processed(facts(each, since, until)));
  }

  private static Processed facts(DecidedItem decided, Instant since, Instant until) {
    PreparedItem item = decided.item();
    WorkItem work = item.work();
    LoadedContract contract = item.contract();
    Failure failure =
        decided.outcome() instanceof Outcome.Rejected rejected ? rejected.failure() : null;
    return new Processed(
        work.trace(),
        work.item(),
        work.attempt(),
        contract == null ? null : contract.name(),
        item.startedAt(),
        item.startedAt().plus(item.busy()),
        since,
        until,
        decided.outcome().label(),
        failure);
  }
}
