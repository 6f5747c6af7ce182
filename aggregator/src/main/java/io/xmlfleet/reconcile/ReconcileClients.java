package io.xmlfleet.reconcile;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.client.ReliableSends;
import io.xmlfleet.client.UsableClient;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients of this package; each throws UsageException for a bad property. */
final class ReconcileClients {
  /** Documents are large: few in memory at a time. */
  private static final Map<String, Object> DOCUMENTS =
      Map.of("max.poll.records", 16, "max.partition.fetch.bytes", 4 * 1024 * 1024);

  private static final Map<String, Object> MESSAGES = Map.of("max.poll.records", 2_000);

  private static final int REQUEST_BYTES = 64 * 1024 * 1024;

  private ReconcileClients() {}

  static KafkaConsumer<byte[], byte[]> documentReader(KafkaSettings kafka) {
    return reader(kafka, DOCUMENTS);
  }

  static KafkaConsumer<byte[], byte[]> messageReader(KafkaSettings kafka) {
    return reader(kafka, MESSAGES);
  }

  private static KafkaConsumer<byte[], byte[]> reader(
      KafkaSettings kafka, Map<String, Object> defaults) {
    Map<String, Object> fixed =
        Map.of(
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "allow.auto.create.topics",
            false);
    return UsableClient.of(
        () ->
            new KafkaConsumer<>(
                kafka.clientProperties(defaults, fixed),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka) {
    return UsableClient.of(
        () ->
            new KafkaProducer<>(
                kafka.clientProperties(
                    Map.of(
                        "compression.type",
                        "lz4",
                        "max.request.size",
                        REQUEST_BYTES,
                        "buffer.memory",
                        (long) REQUEST_BYTES),
                    ReliableSends.with(Map.of())),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  static Admin admin(KafkaSettings kafka) {
    return UsableClient.of(() -> Admin.create(kafka.clientProperties(Map.of(), Map.of())));
  }
}
