package io.xmlfleet.publish;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.topic.Priority;
import io.xmlfleet.topic.TopicPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of sending. Immutable.
 *
 * @param maxDocumentBytes what is larger is rejected; the work topic must take it
 * @param bufferBytes what may wait in memory for the brokers; reading pauses when it is full. At
 *     least two of the largest documents are always allowed
 * @param deliveryTimeout how long a document may wait for its acknowledgement before the run is
 *     given up; at least 31 s
 * @param fileKey vouches for files to the workers, which then read them themselves; null: every
 *     document goes through the brokers
 * @param priority how urgent the documents are
 */
public record PublishSettings(
    int maxDocumentBytes,
    long bufferBytes,
    Duration deliveryTimeout,
    @Nullable FileKey fileKey,
    Priority priority) {
  private static final long DEFAULT_BUFFER_BYTES = 64L * 1024 * 1024;
  // The client demands more than its request timeout of 30 s and its linger.
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(31);
  private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

  /**
   * Checks the limits.
   *
   * @throws UsageException if one is out of its range
   */
  public PublishSettings {
    int largest = Integer.MAX_VALUE - TopicPlan.RECORD_OVERHEAD_BYTES;
    if (maxDocumentBytes < 1 || maxDocumentBytes > largest) {
      throw new UsageException(
          "the size limit of documents is 1 to " + largest + " bytes, not " + maxDocumentBytes);
    }
    if (bufferBytes < 1) {
      throw new UsageException("the send buffer has at least 1 byte, not " + bufferBytes);
    }
    if (deliveryTimeout.compareTo(MIN_TIMEOUT) < 0 || deliveryTimeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new UsageException(
          "the delivery timeout is 31 s to one day, not " + deliveryTimeout.toSeconds() + " s");
    }
    bufferBytes = Math.max(bufferBytes, 2L * (maxDocumentBytes + TopicPlan.RECORD_OVERHEAD_BYTES));
  }

  /** 16 MiB a document, 64 MiB of buffer, ten minutes: a broker may restart meanwhile. */
  public static PublishSettings standard() {
    return new PublishSettings(
        TopicPlan.DEFAULT_MAX_DOCUMENT_BYTES,
        DEFAULT_BUFFER_BYTES,
        Duration.ofMinutes(10),
        null,
        Priority.NORMAL);
  }

  public PublishSettings withMaxDocumentBytes(int bytes) {
    return new PublishSettings(bytes, bufferBytes, deliveryTimeout, fileKey, priority);
  }

  /** The same, with files that workers read themselves. */
  public PublishSettings withFileKey(@Nullable FileKey key) {
    return new PublishSettings(maxDocumentBytes, bufferBytes, deliveryTimeout, key, priority);
  }

  public PublishSettings withPriority(Priority other) {
    return new PublishSettings(maxDocumentBytes, bufferBytes, deliveryTimeout, fileKey, other);
  }

  int maxRequestBytes() {
    return maxDocumentBytes + TopicPlan.RECORD_OVERHEAD_BYTES;
  }
}
