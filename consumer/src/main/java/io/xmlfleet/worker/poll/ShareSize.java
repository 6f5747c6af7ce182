package io.xmlfleet.worker.poll;

import java.time.Duration;

/**
 * How many records a worker takes out of a share group at once: as many as it can do in half a
 * second. What it takes nobody else gets, so a slow worker must take little, or the others wait for
 * it at the end. Confined to one thread.
 */
public final class ShareSize {
  static final int FIRST = 25;
  static final Duration SLOW = Duration.ofMillis(500);
  private static final Duration QUICK = Duration.ofMillis(125);

  /** A change costs a new member of the group, who waits for a heartbeat or two. */
  private static final int QUICK_BATCHES = 20;

  private static final int STEP = 4;

  private final int most;
  private final long bytes;
  private int records;
  private int quick;

  /** Of documents that are all small. */
  public ShareSize(int most) {
    this(most, FIRST, Long.MAX_VALUE);
  }

  /**
   * Nothing is learned yet.
   *
   * @param first most records of the first batch
   * @param bytes most bytes of a batch's documents
   */
  public ShareSize(int most, int first, long bytes) {
    this.most = most;
    this.bytes = bytes;
    this.records = Math.min(Math.min(FIRST, first), most);
  }

  int records() {
    return records;
  }

  /**
   * Learns from a batch.
   *
   * @param size bytes of its documents
   * @param took from its poll to its outcomes
   * @return whether the number of records is another one now
   */
  boolean learn(int documents, long size, Duration took) {
    int before = records;
    if (size > bytes) {
      quick = 0;
      records = (int) Math.max(1, Math.min(records, documents * bytes / size));
    } else if (took.compareTo(SLOW) > 0) {
      quick = 0;
      long fitting = documents * SLOW.toMillis() / Math.max(1, took.toMillis());
      records = Math.max(1, (int) Math.min(records, fitting));
    } else if (took.compareTo(QUICK) < 0 && documents >= records && size <= bytes / STEP) {
      quick++;
      if (quick >= QUICK_BATCHES) {
        quick = 0;
        records = Math.min(most, STEP * records);
      }
    } else {
      quick = 0;
    }
    return records != before;
  }
}
