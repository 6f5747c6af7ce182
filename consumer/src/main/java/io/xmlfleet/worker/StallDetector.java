package io.xmlfleet.worker;

import java.time.Duration;

/**
 * How long a worker has not moved, as seen by one who looks often. Time in which nobody looked
 * counts little: a process that was frozen, or a machine that slept, has not been stuck. Confined
 * to one thread.
 */
final class StallDetector {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private long beats = -1;
  private Duration lookedAt = Duration.ZERO;
  private Duration length = Duration.ZERO;

  /**
   * Looks again.
   *
   * @param now on a stopwatch that runs on from look to look
   */
  Duration stalledFor(long beatsNow, Duration now) {
    if (beatsNow != beats) {
      beats = beatsNow;
      length = Duration.ZERO;
    } else {
      Duration unseen = now.minus(lookedAt);
      length = length.plus(unseen.compareTo(LONGEST_LOOK) < 0 ? unseen : LONGEST_LOOK);
    }
    lookedAt = now;
    return length;
  }
}
