package io.xmlfleet.failure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A point in time after which waiting or working is given up. Immutable. */
public record Deadline(Instant at, Clock clock) implements TimeLimit {
  public static Deadline after(Duration limit, Clock clock) {
    return new Deadline(clock.instant().plus(limit), clock);
  }

  @Override
  public boolean expired() {
    return clock.instant().isAfter(at);
  }

  /** What is left, never negative. */
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
