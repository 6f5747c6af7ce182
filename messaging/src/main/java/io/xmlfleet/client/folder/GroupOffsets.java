package io.xmlfleet.client.folder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Reads what a consumer group has committed of the log of the groups' coordinator. */
final class GroupOffsets {
  /** Of that many groups' partitions; {@link BrokerFolder} knows which one is a group's. */
  static final String TOPIC = "__consumer_offsets";

  /** Keys of later versions name groups and members. */
  private static final short LAST_VERSION_OF_AN_OFFSET = 1;

  private GroupOffsets() {}

  /**
   * The offsets by partition; none: the group has committed nothing, what it had is forgotten, or
   * it is no consumer group.
   */
  static Map<TopicPartition, Long> of(String group, PartitionLog log) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Iterator<RecordBatch> batches = log.batches(log.start()); batches.hasNext(); ) {
      RecordBatch batch = batches.next();
      if (log.shows(batch)) {
        for (Record each : batch) {
          apply(each, group, offsets);
        }
      }
    }
    return offsets;
  }

  /**
   * Keys are a version, a group, a topic and a partition; values a version, an offset and more.
   * Kafka calls them OffsetCommitKey and OffsetCommitValue.
   */
  private static void apply(Record each, String group, Map<TopicPartition, Long> offsets) {
    ByteBuffer key = each.key();
    if (key.getShort() > LAST_VERSION_OF_AN_OFFSET || !text(key).equals(group)) {
      return;
    }
    TopicPartition partition = new TopicPartition(text(key), key.getInt());
    ByteBuffer value = each.value();
    if (value == null) {
      offsets.remove(partition);
    } else {
      value.getShort();
      offsets.put(partition, value.getLong());
    }
  }

  private static String text(ByteBuffer from) {
    byte[] utf8 = new byte[from.getShort()];
    from.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
