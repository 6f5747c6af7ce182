package io.xmlfleet.worker.poll;

import java.time.Duration;

/**
 * When a batch is full. Immutable.
 *
 * @param records most documents of a batch, and so of a transaction
 * @param bytes documents are added until they reach this size; the last one may go beyond
 * @param linger how long a batch that is not full waits for more
 */
public record BatchLimits(int records, long bytes, Duration linger) {
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long SHARE_OF_A_BATCH = 8;

  public BatchLimits {
    if (records < 1 || bytes < 1 || linger.isNegative()) {
      throw new IllegalArgumentException(
          "a batch has 1 record and 1 byte at least and lingers 0 ms at least");
    }
  }

  /**
   * As {@link #standard}, with fewer bytes where the heap is small: a thread has a batch waiting,
   * one in hand and one being fetched, and rows of them besides.
   *
   * @param heap bytes that Java may use in all
   */
  public static BatchLimits within(long heap, int threads) {
    BatchLimits standard = standard();
    long share = Math.max(MEBIBYTE, heap / threads / SHARE_OF_A_BATCH);
    return new BatchLimits(
        standard.records(), Math.min(standard.bytes(), share), standard.linger());
  }

  /** 1,000 documents, 16 MiB, 50 ms. */
  public static BatchLimits standard() {
    return new BatchLimits(1_000, 16 * MEBIBYTE, Duration.ofMillis(50));
  }
}
