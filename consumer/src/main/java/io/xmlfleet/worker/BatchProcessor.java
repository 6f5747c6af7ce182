package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.pipeline.ReportMaker;
import io.xmlfleet.pipeline.Waiting;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.worker.poll.Batch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything about a batch that ends in the database. Confined to one thread. */
final class BatchProcessor {
  /** The steps a batch takes, in order. */
  record Steps(Preparer preparer, BatchLoader loader, ReportMaker reports) {}

  /** What others see of a worker, and what it knows of those before it. */
  record Watch(Heartbeat heartbeat, StuckDocuments stuck, WorkObserver observer) {}

  private final Steps steps;
  private final DatabaseOutage outage;
  private final Watch watch;
  private final Waiting waiting;
  private final Clock clock;

  BatchProcessor(Steps steps, DatabaseOutage outage, Watch watch, Waiting waiting, Clock clock) {
    this.steps = steps;
    this.watch = watch;
    this.outage = outage;
    this.waiting = waiting;
    this.clock = clock;
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
      Instant started = clock.instant();
      try {
        List<DecidedItem> decided = steps.loader().load(held);
        outage.over();
        Duration loading = Duration.between(started, clock.instant());
        watch.observer().loaded(decided, loading);
        return Optional.of(steps.reports().reports(decided, loading));
      } catch (DatabaseFailureException e) {
        if (!outage.await(e)) {
          return Optional.empty();
        }
      }
    }
  }

  /** Turns the documents of a batch into rows, as long as they are ours and its time lasts. */
  List<PreparedItem> prepare(Batch batch) {
    List<PreparedItem> prepared = new ArrayList<>(batch.items().size());
    Deadline timeLimit = Deadline.after(batch.timeLimit(), clock);
    for (ReceivedItem item : batch.items()) {
      waiting.waitFor(Duration.ZERO);
      if (!prepared.isEmpty() && timeLimit.expired()) {
        batch.release(item);
      }
      if (batch.holds(item)) {
        prepared.add(prepare(item));
      }
    }
    return prepared;
  }

  private PreparedItem prepare(ReceivedItem item) {
    Optional<Failure> rejection = watch.stuck().rejection(item);
    if (rejection.isPresent()) {
      return steps.preparer().reject(item, rejection.get());
    }
    watch.heartbeat().preparing(item);
    try {
      PreparedItem prepared = steps.preparer().prepare(item);
      watch.observer().prepared(prepared);
      return prepared;
    } finally {
      watch.heartbeat().prepared();
    }
  }
}
