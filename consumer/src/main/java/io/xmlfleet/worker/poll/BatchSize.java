package io.xmlfleet.worker.poll;

import java.time.Duration;

/**
 * How many documents a batch takes: more, as long as the database loads full batches quickly; fewer
 * when it is slow, so that no transaction holds its locks for long. Confined to one thread.
 */
final class BatchSize {
  static final Duration QUICK = Duration.ofMillis(250);
  static final Duration SLOW = Duration.ofSeconds(1);

  private static final int FIRST = 100;
  private static final int LEAST = 10;

  private final int most;
  private int records;

  BatchSize(int most) {
    this.most = most;
    this.records = Math.min(FIRST, most);
  }

  int records() {
    return records;
  }

  /** Learns from a batch that was loaded. */
  void loaded(int documents, Duration took) {
    if (took.compareTo(SLOW) > 0) {
      records = Math.min(records, Math.max(LEAST, records / 2));
    } else if (took.compareTo(QUICK) < 0 && documents >= records) {
      records = Math.min(most, 2 * records);
    }
  }
}
