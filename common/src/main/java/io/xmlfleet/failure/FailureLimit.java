package io.xmlfleet.failure;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * How long to pause after each failure of something that is tried again and again, and when there
 * is no use in going on: after twelve failures within ten minutes that nobody expects. That a
 * server is away is expected, for as long as it may be. Thread-safe.
 */
public final class FailureLimit {
  static final int MOST = 12;
  static final Duration WITHIN = Duration.ofMinutes(10);

  /** What went well for so long has got over what failed before. */
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private final Backoff backoff;
  private final Clock clock;
  private final SplittableRandom random = new SplittableRandom();
  private final Deque<Stopwatch> unexpected = new ArrayDeque<>();
  private Stopwatch sinceFailure;
  private int inARow;

  public FailureLimit(Backoff backoff, Clock clock) {
    this.backoff = backoff;
    this.clock = clock;
    this.sinceFailure = Stopwatch.overdue(clock);
  }

  /**
   * Notes a failure.
   *
   * @param expected whether it is the outside world's, which does not count
   * @return how long to pause
   */
  public synchronized Duration failed(boolean expected) {
    inARow = sinceFailure.reached(HEALTHY) ? 1 : inARow + 1;
    sinceFailure = Stopwatch.start(clock);
    if (!expected) {
      unexpected.add(sinceFailure);
      if (unexpected.size() > MOST) {
        unexpected.remove();
      }
    }
    return backoff.delay(inARow, random);
  }

  /** Whether so many failures came within so short a time. */
  public synchronized boolean exceeded() {
    return unexpected.size() == MOST && !unexpected.getFirst().reached(WITHIN);
  }
}
