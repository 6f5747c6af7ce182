package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.poll.WorkConsumer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker with what it owns, from its first poll to the release of consumer and session. {@link
 * #run} is called once, on the worker's thread; the rest is for any.
 */
final class WorkerRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRun.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Worker worker;
  private final StopSignal stop;
  private final WorkConsumer consumer;
  private final DatabaseSession session;
  private final Watch watch;

  /**
   * How it is watched.
   *
   * @param report says why a worker was given up
   */
  record Watch(
      Heartbeat heartbeat, StuckDocuments stuck, java.util.function.Consumer<String> report) {}

  WorkerRun(
      Worker worker, StopSignal stop, WorkConsumer consumer, DatabaseSession session, Watch watch) {
    this.worker = worker;
    this.stop = stop;
    this.consumer = consumer;
    this.session = session;
    this.watch = watch;
  }

  @Override
  public void run() {
    try {
      worker.run(stop);
    } finally {
      release();
    }
  }

  /** Asks the worker to finish its batch and leave. */
  void stop() {
    stop.raise();
  }

  WorkerHealth health(int restarts) {
    return worker.health(restarts);
  }

  /** Steps so far: a worker that makes none for long is stuck. */
  long beats() {
    return watch.heartbeat().beats();
  }

  /**
   * Gives up a worker that is stuck, from another thread: breaks what it may wait for, remembers
   * the document that it may be stuck on, and leaves the group in its name, so that its partitions
   * do not wait. Its thread ends when it finds out; what it does until then, the ledger makes
   * harmless.
   */
  void abandon(Duration stalled) {
    RecordPosition document = watch.heartbeat().inPreparation();
    if (document != null) {
      watch.stuck().add(document, stalled);
    }
    stop();
    watch
        .report()
        .accept(
            "no step for "
                + stalled.toSeconds()
                + " s"
                + (document == null ? "" : ", at " + document));
    quietly(session::abort, "database connection");
    quietly(() -> consumer.leave(CLOSE_LIMIT), "consumer");
  }

  /** Leaves the group at once, so that others take over without waiting for a session to expire. */
  void release() {
    boolean interrupted = Thread.interrupted(); // else the group would not hear of the leave
    quietly(() -> consumer.leave(CLOSE_LIMIT), "consumer");
    quietly(session::close, "database session");
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(Runnable close, String what) {
    try {
      close.run();
    } catch (RuntimeException e) {
      LOG.warn("The {} did not close cleanly: {}", what, e.getMessage());
    }
  }
}
