package io.xmlfleet.failure;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential delays with full jitter: the n-th delay is uniform in (0, min(cap, first × 2ⁿ)].
 *
 * <p>Immutable. Jitter keeps workers that failed together from coming back together.
 *
 * @param first upper bound of the delay after the first failure; positive
 * @param cap upper bound of every delay; at least {@code first}
 */
public record Backoff(Duration first, Duration cap) {
  public Backoff {
    if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
      throw new IllegalArgumentException("backoff needs 0 < first <= cap: " + first + ", " + cap);
    }
  }

  /**
   * The delay before the next try.
   *
   * @param failures how many tries have failed so far, from 1
   */
  public Duration delay(int failures, RandomGenerator random) {
    int doublings = Math.min(Math.max(failures, 1) - 1, 30);
    long ceilingMillis =
        Math.max(1, Math.min(cap.toMillis(), first.toMillis() * (1L << doublings)));
    return Duration.ofMillis(1 + random.nextLong(ceilingMillis));
  }
}
