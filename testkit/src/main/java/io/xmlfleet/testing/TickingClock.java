package io.xmlfleet.testing;

import io.xmlfleet.failure.Stopwatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves on by itself at each look, and by hand. Thread-safe. */
public final class TickingClock extends Clock implements Stopwatch.Ticks {
  private final Duration tick;
  private Instant now;
  private long nanos;

  public TickingClock(Duration tick) {
    this(Instant.parse("2026-03-01T10:15:30Z"), tick);
  }

  public TickingClock(Instant start, Duration tick) {
    this.now = start;
    this.tick = tick;
  }

  /** One that stands until it is moved. */
  public static TickingClock standing() {
    return new TickingClock(Duration.ZERO);
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
    nanos += by.toNanos();
  }

  /** Somebody sets the time of day; no time passes. */
  public synchronized void set(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    advance(tick);
    return now;
  }

  @Override
  public synchronized long nanos() {
    advance(tick);
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
