package io.xmlfleet.worker;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.FailureLimit;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.failure.XmlfleetException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
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

  private final String name;
  private final WorkerFactory factory;
  private final Clock clock;
  private final Duration stuckAfter;
  private final FailureLimit failures;
  private @Nullable Worker created;
  private volatile @Nullable Worker run;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile @Nullable Throwable diedOf;
  private @Nullable Deadline restart;
  private Stopwatch life;

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
    this.failures = new FailureLimit(RESTARTS, clock);
    this.life = Stopwatch.start(clock);
  }

  /**
   * Makes the worker, without running it yet.
   *
   * @throws io.xmlfleet.failure.XmlfleetException if that cannot be done
   */
  void create() {
    created = factory.create(name);
  }

  /** Runs what was created; where there is no thread for it, its predecessor stays the last one. */
  void start() {
    Worker starting = created;
    if (starting == null) {
      throw new IllegalStateException(name + " was not created");
    }
    Worker before = run;
    Thread fresh = new Thread(starting, name);
    fresh.setUncaughtExceptionHandler((died, cause) -> report(died, cause));
    fresh.setDaemon(true); // one that hangs for ever must not keep the process
    run = starting;
    thread = fresh;
    try {
      fresh.start();
    } catch (Throwable e) { // "unable to create native thread" is an Error
      run = before;
      discard();
      throw e;
    }
    created = null;
    restart = null;
    life = Stopwatch.start(clock);
    stalls = new StallDetector();
  }

  private void report(Thread died, Throwable cause) {
    boolean stuck = died != thread;
    if (!stuck) {
      diedOf = cause;
    }
    if (stuck) {
      LOG.info("The {} that was stuck has ended: {}", name, cause.toString());
    } else if (stopped) {
      LOG.warn("{} was stopped before its batch was done: {}", name, cause.toString());
    } else {
      LOG.error("{} died; a fresh one takes its place", name, cause);
    }
  }

  /** Replaces the worker if it is stuck, or dead and the time has come. */
  void check() {
    Thread current = thread;
    if (current != null && current.isAlive()) {
      watch(current);
      return;
    }
    Thread abandoning = closing;
    if (abandoning != null && abandoning.isAlive()) {
      return; // a static member has one seat in the group
    }
    closing = null;
    if (restart == null) {
      plan(diedOf);
    } else if (restart.remaining().isZero()) {
      restart();
    }
  }

  private void watch(Thread current) {
    Worker watched = run;
    if (watched == null) {
      return;
    }
    Duration stalled = stalls.stalledFor(watched.beats(), life.elapsed());
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
    restart = Deadline.after(Duration.ZERO, clock);
  }

  private static void closeAbandoned(Worker worker, Thread stuck) {
    worker.abandon();
    stuck.interrupt();
  }

  /** What servers do to a worker is no reason to give up; what nobody expects is, in the end. */
  private void plan(@Nullable Throwable cause) {
    boolean expected = cause instanceof XmlfleetException || cause instanceof KafkaException;
    restart = Deadline.after(failures.failed(expected), clock);
  }

  private void restart() {
    restarts.incrementAndGet();
    diedOf = null;
    try {
      create();
      if (stopped) {
        discard();
      } else {
        start();
      }
    } catch (Throwable e) { // whatever it is, others may be replaced, and this one later
      diedOf = e;
      plan(e);
      LOG.error("{} cannot be replaced yet", name, e);
    }
  }

  /** What its workers died of, if none of them lives and it has tried often enough. */
  @Nullable Throwable hopeless() {
    return !alive() && failures.exceeded() ? diedOf : null;
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
    Worker unused = created;
    created = null;
    if (unused != null) {
      unused.release();
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
