package io.xmlfleet.worker.poll;

import java.time.Duration;

/**
 * When a batch is full. Immutable.
 *
 * @param records most documents of a batch, and so of a transaction
 * @param bytes most bytes of its documents; one that is larger is a batch of its own
 * @param linger how long a batch that is not full waits for more
 * @param documentMemory most bytes that one document may take while it becomes rows
 */
public record BatchLimits(int records, long bytes, Duration linger, long documentMemory) {
  private static final long MEBIBYTE = 1024 * 1024;

  /** Of a worker's part of the heap; it may hold two batches, and Kafka's client has one more. */
  private static final long SHARE_OF_A_BATCH = 16;

  /** With two fifths of the heap for a document. */
  public BatchLimits(int records, long bytes, Duration linger) {
    this(records, bytes, linger, ofOneDocument(Runtime.getRuntime().maxMemory()));
  }

  public BatchLimits {
    if (records < 1 || bytes < 1 || linger.isNegative() || documentMemory < 1) {
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
        standard.records(),
        Math.min(standard.bytes(), share),
        standard.linger(),
        ofOneDocument(heap));
  }

  /** 1,000 documents, 16 MiB, 50 ms. */
  public static BatchLimits standard() {
    return new BatchLimits(1_000, 16 * MEBIBYTE, Duration.ofMillis(50));
  }

  /** The largest document that still leaves room for those of the other workers. */
  private static long ofOneDocument(long heap) {
    return heap / 5 * 2;
  }
}
