package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.Waiting;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.publish.StatusReporter;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker does while the database is away: holds its partitions, keeps its membership, probes
 * and waits. Nothing is rejected and no attempt is spent. Confined to one thread.
 */
final class DatabaseOutage {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);

  /** Short enough that work goes on within five seconds of the database's return. */
  private static final Backoff PROBES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));

  private final DatabaseSession session;
  private final Waiting waiting;
  private final StatusReporter status;
  private final StopSignal stop;
  private final RandomGenerator random = new SplittableRandom();
  private int failures;
  private boolean waited;

  DatabaseOutage(DatabaseSession session, Waiting waiting, StatusReporter status, StopSignal stop) {
    this.session = session;
    this.waiting = waiting;
    this.status = status;
    this.stop = stop;
  }

  /** A batch was loaded: whatever was wrong is over. */
  void over() {
    if (waited) {
      LOG.info("The database is back");
    }
    waited = false;
    failures = 0;
    status.enter(State.WORKING, null);
  }

  /**
   * Waits until the database answers.
   *
   * @return whether it does; false: the worker is to stop
   */
  boolean await(DatabaseFailureException failure) {
    if (!waited) {
      LOG.warn("Waiting for the database: {}", failure.getMessage());
    }
    waited = true;
    status.enter(State.WAITING_FOR_DATABASE, failure.getMessage());
    while (!stop.raised()) {
      waiting.waitFor(PROBES.delay(++failures, random));
      if (session.alive()) {
        return true;
      }
    }
    return false;
  }
}
