package io.xmlfleet.progress;

import java.time.Instant;

/** Items a minute over the last minute, in one-second buckets. Confined to one thread. */
final class RecentRate {
  private static final int SECONDS = 60;

  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];

  void add(Instant at) {
    long second = at.getEpochSecond();
    int bucket = (int) Math.floorMod(second, (long) SECONDS);
    if (seconds[bucket] < second) {
      seconds[bucket] = second;
      counts[bucket] = 0;
    }
    if (seconds[bucket] == second) {
      counts[bucket]++;
    }
  }

  /**
   * The rate now.
   *
   * @param since start of the run; before a whole minute has passed, the rate is over that time
   */
  double perMinute(Instant now, Instant since) {
    long newest = now.getEpochSecond();
    long items = 0;
    for (int i = 0; i < SECONDS; i++) {
      if (seconds[i] > newest - SECONDS) {
        items += counts[i];
      }
    }
    double elapsed = (now.toEpochMilli() - since.toEpochMilli()) / 1000.0;
    return items * 60 / Math.max(1, Math.min(SECONDS, elapsed));
  }
}
