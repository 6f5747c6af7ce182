package io.xmlfleet.worker;

import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.BatchPoller;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.publish.StatusReporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One consumer's loop: poll, prepare, load, publish, commit. Where the poller can, the
 * acknowledgements of one batch come in while the next one is polled and prepared. Runs on one
 * thread; {@link #health} is for any.
 *
 * <p>The order is the guarantee. Whatever dies between two steps, the batch comes again, and the
 * ledger and the set of outcomes make the repetition invisible.
 */
final class Worker {
  /** A worker's parts. */
  record Parts(
      BatchPoller poller,
      BatchProcessor processor,
      Delivery delivery,
      StatusReporter status,
      Heartbeat heartbeat,
      WorkObserver observer) {}

  private final Parts parts;
  private final Clock clock;
  private volatile WorkerHealth health;

  Worker(Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
    this.health = new WorkerHealth(parts.status().current(), 0, 0, clock.instant(), 0);
  }

  /** Works until asked to stop; then the batch in hand is finished. */
  void run(StopSignal stop) {
    parts.status().enter(State.WORKING, null);
    try {
      while (!stop.raised()) {
        step();
      }
      settle();
      parts.delivery().commitAll();
      parts.status().enter(State.STOPPED, null);
    } catch (RuntimeException | Error e) {
      parts.status().enter(State.STOPPED, reason(e));
      throw e;
    }
  }

  /** What it died of, as far as that can be shown: only our own messages hold no values. */
  private static String reason(Throwable e) {
    String message = e instanceof XmlfleetException ? e.getMessage() : null;
    return message == null ? e.getClass().getName() : message;
  }

  private void step() {
    parts.heartbeat().beat();
    parts.status().tick();
    if (!parts.poller().overlaps() && !settle()) {
      return;
    }
    parts.delivery().commitLeftOver();
    Batch batch = parts.poller().next();
    observe(health.lastProgress());
    List<PreparedItem> prepared = parts.processor().prepare(batch);
    if (settle() && !batch.isEmpty()) {
      Instant started = clock.instant();
      Optional<List<ItemReport>> reports = parts.processor().load(prepared, batch);
      Instant loaded = clock.instant();
      parts.poller().loaded(Duration.between(started, loaded));
      reports.ifPresent(all -> parts.delivery().begin(all, batch));
      observe(loaded);
    }
  }

  private boolean settle() {
    if (!parts.delivery().isUnderWay()) {
      return true;
    }
    Instant started = clock.instant();
    boolean settled = parts.delivery().settle();
    if (settled) {
      parts.observer().published(Duration.between(started, clock.instant()));
    }
    return settled;
  }

  private void observe(Instant lastProgress) {
    BatchPoller poller = parts.poller();
    health =
        new WorkerHealth(
            parts.status().current(), poller.partitions(), poller.lag(), lastProgress, 0);
  }

  WorkerHealth health(int restarts) {
    WorkerHealth seen = health;
    WorkerStatus status = parts.status().current();
    return new WorkerHealth(status, seen.partitions(), seen.lag(), seen.lastProgress(), restarts);
  }
}
