package io.xmlfleet.progress;

import java.time.Duration;

/** Items a minute over the last minute, in one-second buckets. Confined to one thread. */
final class RecentRate {
  private static final int SECONDS = 60;

  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];

  /**
   * Counts an item.
   *
   * @param ticks when it came, by the aggregator's ticks: these never go back
   */
  void add(Duration ticks) {
    long second = ticks.toSeconds();
    int bucket = (int) (second % SECONDS);
    if (seconds[bucket] != second) {
      seconds[bucket] = second;
      counts[bucket] = 0;
    }
    counts[bucket]++;
  }

  /**
   * The rate now.
   *
   * @param elapsed of the run, in seconds; before a minute has passed, the rate is over that time
   */
  double perMinute(Duration ticks, double elapsed) {
    long newest = ticks.toSeconds();
    long items = 0;
    for (int i = 0; i < SECONDS; i++) {
      if (seconds[i] > newest - SECONDS) {
        items += counts[i];
      }
    }
    return items * 60 / Math.max(1, Math.min(SECONDS, elapsed));
  }
}
