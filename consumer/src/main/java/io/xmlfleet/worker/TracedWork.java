package io.xmlfleet.worker;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.trace.Processed;
import io.xmlfleet.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the tracer of each document, and another observer of everything. Thread-safe. */
final class TracedWork implements WorkObserver {
  private final WorkObserver other;
  private final Tracing tracing;
  private final Clock clock;

  TracedWork(WorkObserver other, Tracing tracing, Clock clock) {
    this.other = other;
    this.tracing = tracing;
    this.clock = clock;
  }

  @Override
  public void prepared(PreparedItem item) {
    other.prepared(item);
  }

  @Override
  public void loaded(List<DecidedItem> decided, Duration took) {
    other.loaded(decided, took);
    Instant now = clock.instant();
    decided.forEach(each -> tracing.processed(facts(each, now.minus(took), now)));
  }

  private static Processed facts(DecidedItem decided, Instant since, Instant now) {
    PreparedItem item = decided.item();
    WorkItem work = item.work();
    LoadedContract contract = item.contract();
    return new Processed(
        work.trace(),
        work.item(),
        work.attempt(),
        contract == null ? null : contract.name(),
        item.startedAt(),
        item.startedAt().plus(item.busy()),
        since,
        now,
        decided.outcome().label(),
        failure(decided.outcome()));
  }

  private static @Nullable Failure failure(Outcome outcome) {
    return outcome instanceof Outcome.Rejected rejected ? rejected.failure() : null;
  }

  @Override
  public void bisected() {
    other.bisected();
  }

  @Override
  public void retried() {
    other.retried();
  }

  @Override
  public void published(Duration waited) {
    other.published(waited);
  }
}
