package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.failure.XmlfleetException;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.BatchPoller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's loop: poll, prepare, load, publish, commit; from its first poll to the release of
 * consumer and session. Where the poller can, the acknowledgements of one batch come in while the
 * next one is polled and prepared. {@link #run} is called once, on the worker's thread; the rest is
 * for any.
 *
 * <p>The order is the guarantee. Whatever dies between two steps, the batch comes again, and the
 * ledger and the set of outcomes make the repetition invisible.
 */
final class Worker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  /** A worker's parts. It closes the poller and the session. */
  record Parts(
      BatchPoller poller,
      DatabaseSession session,
      BatchProcessor processor,
      Delivery delivery,
      WorkerSignals signals) {}

  private final Parts parts;
  private final WorkerSignals signals;
  private final Clock clock;
  private volatile WorkerHealth health;
  private volatile Stopwatch sinceProgress;

  Worker(Parts parts, Clock clock) {
    this.parts = parts;
    this.signals = parts.signals();
    this.clock = clock;
    this.health = new WorkerHealth(signals.status().current(), 0, 0, Duration.ZERO, 0);
    this.sinceProgress = Stopwatch.start(clock);
  }

  /** Works until asked to stop; then the batch in hand is finished. */
  @Override
  public void run() {
    try {
      observe();
      signals.status().enter(State.WORKING, null);
      while (!signals.stop().raised()) {
        step();
      }
      settle();
      parts.delivery().commitAll();
      signals.status().enter(State.STOPPED, null);
    } catch (RuntimeException | Error e) {
      if (e instanceof VirtualMachineError) {
        parts.poller().died();
      }
      signals.status().enter(State.STOPPED, reason(e));
      throw e;
    } finally {
      release();
    }
  }

  /** What it died of, as far as that can be shown: only our own messages hold no values. */
  private static String reason(Throwable e) {
    String message = e instanceof XmlfleetException ? e.getMessage() : null;
    return message == null ? e.getClass().getName() : message;
  }

  private void step() {
    signals.heartbeat().beat();
    signals.status().tick();
    if (!parts.poller().overlaps() && !settle()) {
      return;
    }
    parts.delivery().commitLeftOver();
    Batch batch = parts.poller().next();
    observe();
    List<PreparedItem> prepared = parts.processor().prepare(batch);
    if (settle() && !batch.isEmpty()) {
      Stopwatch loading = Stopwatch.start(clock);
      Optional<List<ItemReport>> reports = parts.processor().load(prepared, batch);
      parts.poller().loaded(loading.elapsed());
      reports.ifPresent(all -> parts.delivery().begin(all, batch));
      // A rejected document goes to the broker: in memory twice, until it is acknowledged.
      if (!parts.processor().isLarge() || settle()) {
        parts.processor().giveUp();
      }
      sinceProgress = Stopwatch.start(clock);
      observe();
    }
  }

  private boolean settle() {
    if (!parts.delivery().isUnderWay()) {
      return true;
    }
    Stopwatch waiting = Stopwatch.start(clock);
    boolean settled = parts.delivery().settle();
    if (settled) {
      signals.observer().published(waiting.elapsed());
    }
    return settled;
  }

  private void observe() {
    BatchPoller poller = parts.poller();
    signals.status().tell(signals.observer().now(poller.partitions(), poller.lag()));
    health =
        new WorkerHealth(
            signals.status().current(), poller.partitions(), poller.lag(), Duration.ZERO, 0);
  }

  WorkerHealth health(int restarts) {
    WorkerHealth seen = health;
    WorkerStatus status = signals.status().current();
    return new WorkerHealth(
        status, seen.partitions(), seen.lag(), sinceProgress.elapsed(), restarts);
  }

  /** Steps so far: a worker that makes none for long is stuck. */
  long beats() {
    return signals.heartbeat().beats();
  }

  /** Asks the worker to finish its batch and leave. */
  void stop() {
    signals.stop().raise();
  }

  /**
   * Gives up a worker that is stuck, from another thread: remembers the document that it may be
   * stuck on. What it does until its thread ends, the ledger makes harmless.
   */
  void giveUp(Duration stalled) {
    RecordPosition document = signals.heartbeat().inPreparation();
    String place = "";
    if (document != null) {
      signals.stuck().add(document, stalled);
      place = ", at " + document;
    }
    stop();
    signals.status().stuck("no step for " + stalled.toSeconds() + " s" + place);
    parts.processor().giveUp();
  }

  /**
   * Breaks what a worker that is given up may wait for, and leaves the group in its name, so that
   * its partitions do not wait. For another thread; may take as long as nobody answers.
   */
  void abandon() {
    quietly(parts.session()::abort, "database connection");
    quietly(() -> parts.poller().close(CLOSE_LIMIT), "consumer");
  }

  /** Leaves the group at once, so that others take over without waiting for a session to expire. */
  void release() {
    parts.processor().giveUp();
    boolean interrupted = Thread.interrupted(); // else the group would not hear of the leave
    quietly(() -> parts.poller().close(CLOSE_LIMIT), "consumer");
    quietly(parts.session()::close, "database session");
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(Runnable close, String what) {
    try {
      close.run();
    } catch (RuntimeException | Error e) { // what comes after it is closed all the same
      LOG.warn("The {} did not close cleanly: {}", what, e.toString());
    }
  }
}
