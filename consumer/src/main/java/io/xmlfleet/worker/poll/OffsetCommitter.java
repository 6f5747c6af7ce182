package io.xmlfleet.worker.poll;

import java.util.Collection;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The last effect of a batch. Confined to one thread. */
public interface OffsetCommitter {
  /**
   * Commits a batch, and what earlier calls could not, unless that was done just before: then a
   * later call does. What is not committed is kept as long as it is ours; if it moves, its next
   * owner finds the ledger full.
   */
  void commit(Batch done);

  /** Commits all that earlier calls left. */
  void flush();

  /** Commits all that, and marks on these offsets, where there are any; whether it could. */
  default boolean mark(Map<TopicPartition, OffsetAndMetadata> marks) {
    return true;
  }

  /**
   * Commits all that of partitions that are left in order.
   *
   * @param marks what their next owners are to find at an offset
   */
  default void leave(Map<TopicPartition, LongFunction<String>> marks) {
    flush();
  }

  /** Forgets partitions that are somebody else's by now: their offsets must not be set back. */
  default void forget(Collection<TopicPartition> partitions) {}
}
