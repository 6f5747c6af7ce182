package io.xmlfleet.worker;

import java.time.Duration;

/**
 * When a batch is full. Immutable.
 *
 * @param records most documents of a batch, and so of a transaction
 * @param bytes documents are added until they reach this size; the last one may go beyond
 * @param linger how long a batch that is not full waits for more
 */
public record BatchLimits(int records, long bytes, Duration linger) {
  public BatchLimits {
    if (records < 1 || bytes < 1 || linger.isNegative()) {
      throw new IllegalArgumentException(
          "a batch has 1 record and 1 byte at least and lingers 0 ms at least");
    }
  }

  /** 1,000 documents, 16 MiB, 50 ms. */
  public static BatchLimits standard() {
    return new BatchLimits(1_000, 16L * 1024 * 1024, Duration.ofMillis(50));
  }
}
