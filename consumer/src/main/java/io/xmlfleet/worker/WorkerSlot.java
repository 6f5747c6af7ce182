package io.xmlfleet.worker;

import io.xmlfleet.failure.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one worker: a thread, and a fresh one when it died. {@link #start} and {@link
 * #check} are for one thread at a time; the rest is for any.
 */
final class WorkerSlot {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerSlot.class);
  private static final Backoff RESTARTS =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /** A worker that lived so long has got over what killed its predecessor. */
  private static final Duration HEALTHY_LIFE = Duration.ofMinutes(1);

  private final String name;
  private final WorkerFactory factory;
  private final Clock clock;
  private final Duration stuckAfter;
  private final RandomGenerator random = new SplittableRandom();
  private volatile @Nullable Worker run;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private final AtomicInteger restarts = new AtomicInteger();
  private int failuresInARow;
  private Instant startedAt = Instant.MIN;
  private @Nullable Instant restartAt;

  /** Closes what a stuck worker has; null: nobody does. */
  private @Nullable Thread closing;

  private StallDetector stalls = new StallDetector();

  /**
   * A place that is empty yet.
   *
   * @param stuckAfter a worker that makes no step for so long is replaced
   */
  WorkerSlot(String name, WorkerFactory factory, Duration stuckAfter, Clock clock) {
    this.name = name;
    this.stuckAfter = stuckAfter;
    this.factory = factory;
    this.clock = clock;
  }

  /**
   * Makes the worker, without running it yet.
   *
   * @throws io.xmlfleet.failure.XmlfleetException if that cannot be done
   */
  void create() {
    run = factory.create(name);
  }

  /** Runs what was created. */
  void start() {
    Worker created = run;
    if (created == null) {
      throw new IllegalStateException(name + " was not created");
    }
    startedAt = clock.instant();
    restartAt = null;
    stalls = new StallDetector();
    Thread fresh = new Thread(created, name);
    fresh.setUncaughtExceptionHandler((died, cause) -> report(died, cause));
    fresh.setDaemon(true); // one that hangs for ever must not keep the process
    thread = fresh;
    fresh.start();
  }

  private void report(Thread died, Throwable cause) {
    if (died != thread) {
      LOG.info("The {} that was stuck has ended: {}", name, cause.toString());
    } else if (stopped) {
      LOG.warn("{} was stopped before its batch was done: {}", name, cause.toString());
    } else {
      LOG.error("{} died; a fresh one takes its place", name, cause);
    }
  }

  /** Replaces the worker if it is stuck, or dead and the time has come. */
  void check() {
    Instant now = clock.instant();
    Thread current = thread;
    if (current != null && current.isAlive()) {
      watch(current, now);
      return;
    }
    Thread abandoning = closing;
    if (abandoning != null && abandoning.isAlive()) {
      return; // a static member has one seat in the group
    }
    closing = null;
    if (restartAt == null) {
      plan(now);
    } else if (!now.isBefore(restartAt)) {
      restart(now);
    }
  }

  private void watch(Thread current, Instant now) {
    Worker watched = run;
    if (watched == null) {
      return;
    }
    Duration stalled = stalls.stalledFor(watched.beats(), now);
    if (stalled.compareTo(stuckAfter) < 0) {
      return;
    }
    Throwable place = new Throwable("here");
    place.setStackTrace(current.getStackTrace());
    LOG.error(
        "{} has made no step for {} s; a fresh one takes its place",
        name,
        stalled.toSeconds(),
        place);
    watched.giveUp(stalled);
    // Closing takes as long as broker and database are silent: other slots are not to wait for it.
    Thread abandoning = new Thread(() -> closeAbandoned(watched, current), name + "-abandoned");
    abandoning.setDaemon(true);
    abandoning.start();
    closing = abandoning;
    thread = null;
    restartAt = now;
  }

  private static void closeAbandoned(Worker worker, Thread stuck) {
    worker.abandon();
    stuck.interrupt();
  }

  private void plan(Instant now) {
    boolean lived = Duration.between(startedAt, now).compareTo(HEALTHY_LIFE) >= 0;
    failuresInARow = lived ? 1 : failuresInARow + 1;
    restartAt = now.plus(RESTARTS.delay(failuresInARow, random));
  }

  private void restart(Instant now) {
    restarts.incrementAndGet();
    try {
      create();
    } catch (RuntimeException e) {
      LOG.error("{} cannot be replaced yet", name, e);
      startedAt = now;
      plan(now);
      return;
    }
    if (stopped) {
      discard();
    } else {
      start();
    }
  }

  void stop() {
    stopped = true;
    Worker current = run;
    if (current != null) {
      current.stop();
    }
  }

  /** Whether its worker has not ended yet. */
  boolean alive() {
    Thread current = thread;
    return current != null && current.isAlive();
  }

  /** Gives up what was created and never ran. */
  void discard() {
    Worker created = run;
    if (created != null) {
      created.release();
    }
  }

  @Nullable Thread thread() {
    return thread;
  }

  @Nullable WorkerHealth health() {
    Worker current = run;
    return current == null ? null : current.health(restarts.get());
  }
}
