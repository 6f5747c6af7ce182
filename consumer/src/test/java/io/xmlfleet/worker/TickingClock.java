package io.xmlfleet.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves on by itself at each look, and by hand. */
public final class TickingClock extends Clock {
  private final Duration tick;
  private Instant now = Instant.parse("2026-03-01T10:15:30Z");

  public TickingClock(Duration tick) {
    this.tick = tick;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    now = now.plus(tick);
    return now;
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
