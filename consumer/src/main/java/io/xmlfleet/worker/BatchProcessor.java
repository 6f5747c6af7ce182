package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.pipeline.Waiting;
import io.xmlfleet.worker.poll.Batch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything about a batch that ends in the database. Confined to one thread. */
final class BatchProcessor {
  /** What is done with a batch, in order. */
  record Steps(Preparer preparer, BatchLoader loader, ItemTraces traces) {}

  private final Steps steps;
  private final DatabaseOutage outage;
  private final WorkerSignals signals;
  private final Waiting waiting;
  private final Clock clock;

  BatchProcessor(
      Steps steps, DatabaseOutage outage, WorkerSignals signals, Waiting waiting, Clock clock) {
    this.steps = steps;
    this.outage = outage;
    this.signals = signals;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Turns the documents of a batch into rows, as long as they are ours and its time lasts. */
  List<PreparedItem> prepare(Batch batch) {
    List<PreparedItem> prepared = new ArrayList<>(batch.items().size());
    Deadline limit = Deadline.after(batch.timeLimit(), clock);
    for (ReceivedItem item : batch.items()) {
      waiting.waitFor(Duration.ZERO);
      if (!prepared.isEmpty() && limit.expired()) {
        batch.release(item);
      }
      if (batch.holds(item)) {
        prepared.add(prepare(item));
      }
    }
    return prepared;
  }

  private PreparedItem prepare(ReceivedItem item) {
    Optional<Failure> rejection = signals.stuck().rejection(item);
    if (rejection.isPresent()) {
      return steps.preparer().reject(item, rejection.get());
    }
    signals.heartbeat().preparing(item);
    try {
      PreparedItem prepared = steps.preparer().prepare(item);
      signals.observer().prepared(prepared);
      return prepared;
    } finally {
      signals.heartbeat().prepared();
    }
  }

  /**
   * Loads what was prepared of a batch, however long the database is away.
   *
   * @return what to publish; empty when the worker is to stop before the batch is loaded
   */
  Optional<List<ItemReport>> load(List<PreparedItem> prepared, Batch batch) {
    while (true) {
      List<PreparedItem> held =
          prepared.stream().filter(item -> batch.holds(item.received())).toList();
      Stopwatch loading = Stopwatch.start(clock);
      try {
        List<DecidedItem> decided = steps.loader().load(held);
        outage.over();
        return Optional.of(report(decided, loading.elapsed()));
      } catch (DatabaseFailureException e) {
        if (!outage.await(e)) {
          return Optional.empty();
        }
      }
    }
  }

  /** Shares out evenly how long loading the whole batch took. */
  private List<ItemReport> report(List<DecidedItem> decided, Duration loading) {
    Instant finished = clock.instant();
    signals.observer().loaded(decided, loading);
    steps.traces().loaded(decided, finished.minus(loading), finished);
    String worker = signals.status().current().worker();
    Duration share = loading.dividedBy(Math.max(1, decided.size()));
    return decided.stream().map(item -> ItemReport.of(item, worker, finished, share)).toList();
  }
}
