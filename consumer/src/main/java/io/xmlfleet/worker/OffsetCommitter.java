package io.xmlfleet.worker;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The last effect of a batch. Confined to one thread. */
interface OffsetCommitter {
  /**
   * Commits these, and what earlier calls could not, unless that was done just before: then a later
   * call does. What is not committed is kept as long as its partition is ours; if it moves, its
   * next owner finds the ledger full.
   */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets);

  /** Commits all that earlier calls left. */
  void flush();
}
