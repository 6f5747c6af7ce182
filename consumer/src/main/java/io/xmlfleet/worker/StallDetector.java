package io.xmlfleet.worker;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a worker has not moved, as seen by one who looks often. Time in which nobody looked
 * counts little: a process that was frozen, or a machine that slept, has not been stuck. Confined
 * to one thread.
 */
final class StallDetector {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private long beats = -1;
  private Instant lookedAt = Instant.MIN;
  private Duration length = Duration.ZERO;

  /** Looks again. */
  Duration stalledFor(long beatsNow, Instant now) {
    if (beatsNow != beats) {
      beats = beatsNow;
      length = Duration.ZERO;
    } else {
      Duration unseen = Duration.between(lookedAt, now);
      length = length.plus(unseen.compareTo(LONGEST_LOOK) < 0 ? unseen : LONGEST_LOOK);
    }
    lookedAt = now;
    return length;
  }
}
