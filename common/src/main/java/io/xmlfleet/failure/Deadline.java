package io.xmlfleet.failure;

import java.time.Clock;
import java.time.Duration;

/** A point in time after which waiting or working is given up. Immutable. */
public record Deadline(Stopwatch since, Duration limit) implements TimeLimit {
  public static Deadline after(Duration limit, Clock clock) {
    return new Deadline(Stopwatch.start(clock), limit);
  }

  @Override
  public boolean expired() {
    return since.elapsed().compareTo(limit) > 0;
  }

  /** What is left, never negative. */
  public Duration remaining() {
    Duration left = limit.minus(since.elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
