package io.xmlfleet.chaos;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing that is done to the fleet. Immutable.
 *
 * @param at since the start of the schedule
 * @param victim which of its kind, from 0
 * @param duration until the victim is let go, or started again
 */
record Fault(Duration at, FaultKind kind, int victim, Duration duration) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%7.1f s  %s%s%s",
        at.toMillis() / 1e3,
        kind,
        kind.target.count(2) == 1 ? "" : " " + (victim + 1),
        duration.isZero()
            ? ""
            : String.format(Locale.ROOT, " for %.1f s", duration.toMillis() / 1e3));
  }
}
