package io.xmlfleet.failure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock of which a test moves the time of day, the ticks, or both. Thread-safe. */
final class SetClock extends Clock implements Stopwatch.Ticks {
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private long nanos;

  /** Time passes. */
  synchronized void pass(Duration time) {
    nanos += time.toNanos();
    now = now.plus(time);
  }

  /** Somebody sets the time of day; no time passes. */
  synchronized void set(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
