package io.xmlfleet.worker;

import io.xmlfleet.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Polled records for tests. */
public final class Records {
  public static final TopicNames TOPICS = new TopicNames("test");
  public static final String TOPIC = TOPICS.work();

  private Records() {}

  public static TopicPartition partition(int number) {
    return new TopicPartition(TOPIC, number);
  }

  public static ConsumerRecord<byte[], byte[]> record(int partition, long offset, int bytes) {
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        ("key-" + partition + "-" + offset).getBytes(StandardCharsets.UTF_8),
        new byte[bytes]);
  }

  /** As many records of a partition as there are sizes, from an offset on. */
  public static ConsumerRecords<byte[], byte[]> polled(int partition, long offset, int... sizes) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      records.add(record(partition, offset + i, sizes[i]));
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new LinkedHashMap<>();
    byPartition.put(partition(partition), records);
    return new ConsumerRecords<>(
        byPartition, Map.of(partition(partition), new OffsetAndMetadata(offset + sizes.length)));
  }
}
