package io.xmlfleet.progress;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.client.ReliableSends;
import io.xmlfleet.client.UsableClient;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of this package, with what their guarantees rest on fixed. */
final class AggregatorClients {
  private AggregatorClients() {}

  /** Reads partitions that it is told to read; sees committed transactions only. */
  static KafkaConsumer<byte[], byte[]> reader(KafkaSettings kafka) {
    return consumer(
        kafka,
        // partitionsFor answers from what the client knows: partitions that are added would be
        // noticed after five minutes.
        Map.of("fetch.max.wait.ms", 100, "max.poll.records", 2_000, "metadata.max.age.ms", 5_000),
        Map.of(
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "allow.auto.create.topics",
            false));
  }

  static KafkaConsumer<byte[], byte[]> consumer(
      KafkaSettings kafka, Map<String, ?> defaults, Map<String, ?> fixed) {
    return UsableClient.of(
        () ->
            new KafkaConsumer<>(
                kafka.clientProperties(defaults, fixed),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  /** Writes in transactions; a second one with the same id fences the first. */
  static KafkaProducer<byte[], byte[]> transactional(KafkaSettings kafka, String transactionalId) {
    Map<String, Object> fixed =
        ReliableSends.with(
            Map.of("transactional.id", transactionalId, "transaction.timeout.ms", 60_000));
    return UsableClient.of(
        () ->
            new KafkaProducer<>(
                kafka.clientProperties(
                    Map.of("linger.ms", 0, "max.request.size", 64 * 1024 * 1024), fixed),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }
}
