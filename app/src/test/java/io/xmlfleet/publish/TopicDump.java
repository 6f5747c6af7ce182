package io.xmlfleet.publish;

import io.xmlfleet.client.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that a topic holds, for tests that look at it from outside. */
public final class TopicDump {
  private TopicDump() {}

  /** Committed records; waits for the end of transactions that are open. */
  public static List<ConsumerRecord<byte[], byte[]>> read(KafkaSettings kafka, String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, "read_committed");
        KafkaConsumer<byte[], byte[]> uncommitted = consumer(kafka, "read_uncommitted")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = uncommitted.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka, String isolation) {
    return new KafkaConsumer<>(
        kafka.clientProperties(Map.of("isolation.level", isolation), Map.of()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
