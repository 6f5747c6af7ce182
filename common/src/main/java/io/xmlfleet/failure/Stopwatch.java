package io.xmlfleet.failure;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much time has passed since a moment, whatever is done to the time of day meanwhile: it goes
 * by {@link System#nanoTime}. A clock is for time stamps alone. Immutable, thread-safe.
 */
public final class Stopwatch {
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  /** A clock that has ticks of its own beside its time of day, as one of a test. */
  public interface Ticks {
    long nanos();
  }

  private final LongSupplier ticks;
  private final long started;
  private final boolean overdue;

  private Stopwatch(Clock clock, boolean overdue) {
    this.ticks = clock instanceof Ticks own ? own::nanos : System::nanoTime;
    this.started = ticks.getAsLong();
    this.overdue = overdue;
  }

  /** Begins now. */
  public static Stopwatch start(Clock clock) {
    return new Stopwatch(clock, false);
  }

  /** Has run for ever: whatever waits for a length of time is due. */
  public static Stopwatch overdue(Clock clock) {
    return new Stopwatch(clock, true);
  }

  public Duration elapsed() {
    return overdue ? FOR_EVER : Duration.ofNanos(ticks.getAsLong() - started);
  }

  /** Whether so much time has passed. */
  public boolean reached(Duration length) {
    return elapsed().compareTo(length) >= 0;
  }
}
