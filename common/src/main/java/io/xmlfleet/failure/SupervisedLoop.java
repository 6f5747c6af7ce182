package io.xmlfleet.failure;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does the same again and again until it is closed, and that nothing else ends: after
 * whatever a round throws, an {@link Error} too, it pauses and goes on. It gives up where going on
 * is of no use: at a {@link UsageException}, and beyond the {@link FailureLimit}. Whoever owns the
 * process asks {@link #requireRunning}. Thread-safe.
 */
public final class SupervisedLoop implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

  /** What is done again and again. */
  public interface Task {
    /** Does it once, on the loop's thread. */
    void round() throws InterruptedException;

    /** It is to end: ends a wait of the round in hand, from another thread, if it can. */
    default void wake() {}

    /**
     * A round failed; for the log. It goes on after a pause, unless {@link #requireRunning} says
     * otherwise by now.
     */
    void failed(Throwable cause);
  }

  private final String what;
  private final Duration pause;
  private final Task task;
  private final FailureLimit limit;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Throwable problem;
  private volatile boolean ended;

  /**
   * A loop that has not begun.
   *
   * @param what it is, for people and as the thread's name
   * @param pause before each round
   * @param afterFailure the pause instead, after a round that failed
   */
  public SupervisedLoop(String what, Duration pause, Backoff afterFailure, Task task, Clock clock) {
    this.what = what;
    this.pause = pause;
    this.task = task;
    this.limit = new FailureLimit(afterFailure, clock);
    this.thread = new Thread(this::run, what);
    thread.setDaemon(true); // the main thread decides when the process ends
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!ended) {
      try {
        turn();
      } catch (Throwable e) { // while it dealt with another one: there may be no memory for that
        problem = e;
      }
    }
  }

  private void turn() {
    try {
      ended = stopping(pause);
      if (!ended) {
        task.round();
        problem = null;
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    boolean interrupted = Thread.interrupted() || e instanceof InterruptedException;
    ended = stop.getCount() == 0;
    if (ended && interrupted) {
      return;
    }
    problem = e;
    Duration delay = limit.failed(e instanceof InfrastructureException);
    ended |= e instanceof UsageException || limit.exceeded();
    try {
      task.failed(e);
    } finally {
      ended |= stopping(delay);
    }
  }

  /** For a round that goes on for long: it gets on, whatever failed before. */
  public void well() {
    problem = null;
  }

  /** What failed last, if no round has gone well since. */
  public @Nullable Throwable problem() {
    return problem;
  }

  /** Waits; says whether it is to end. For rounds that wait, or go on for long. */
  public boolean stopping(Duration wait) {
    try {
      return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return stop.getCount() == 0; // who interrupts closes; nobody else ends it
    }
  }

  /**
   * Makes sure that it goes on.
   *
   * @throws UsageException what it was given cannot be used; the message says how
   * @throws InfrastructureException if it was closed or has given up; the message says why
   */
  public void requireRunning() {
    if (thread.isAlive() && !ended) {
      return;
    }
    Throwable last = problem;
    if (last instanceof UsageException refused) {
      throw refused;
    }
    throw new InfrastructureException(
        last == null || stop.getCount() == 0
            ? "the " + what + " has stopped"
            : String.format(
                "the %s has given up after %d failures within %d minutes, the last of them: %s;"
                    + " the log has them all",
                what, FailureLimit.MOST, FailureLimit.WITHIN.toMinutes(), kind(last)),
        last);
  }

  /** Its message may hold anything; only ours are known to hold no values. */
  private static String kind(Throwable e) {
    return e instanceof XmlfleetException || e instanceof Error
        ? e.toString()
        : e.getClass().getName();
  }

  /** Ends it after the round in hand, within 15 s; then interrupts it and waits as long. */
  @Override
  public void close() {
    close(CLOSE_LIMIT);
  }

  /** The same within another time. */
  public void close(Duration within) {
    stop.countDown();
    task.wake();
    try {
      thread.join(Math.max(1, within.toMillis()));
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(Math.max(1, within.toMillis()));
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
