package io.xmlfleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.message.RecordPosition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharePositionsIT {
  private static final String TOPIC = "work";
  private static final String GROUP = "sharers";

  @TempDir Path folder;

  @Test
  void knowsWhatAShareGroupIsDoneWith() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      fill(client);
      acknowledgeAll(broker.bootstrapServers());

      GroupPositions positions =
          GroupPositions.read(new KafkaSettings(broker.bootstrapServers()), List.of(TOPIC), GROUP);

      // The brokers write how far they are with the acknowledgements that follow.
      assertThat(positions.reached(new RecordPosition(TOPIC, 0, 2))).isTrue();
      assertThat(positions.reached(new RecordPosition(TOPIC, 0, 5))).isFalse();
      assertThat(positions.ends()).containsEntry(new TopicPartition(TOPIC, 0), 5L);
    }
  }

  private static void fill(Map<String, Object> client) throws Exception {
    try (Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.GROUP, GROUP),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("share.auto.offset.reset", "earliest"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get(30, TimeUnit.SECONDS);
      for (int i = 0; i < 5; i++) {
        producer.send(new ProducerRecord<>(TOPIC, new byte[] {1})).get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static void acknowledgeAll(String servers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            GROUP,
            "share.acknowledgement.mode",
            "explicit",
            "share.acquire.mode",
            "record_limit",
            "max.poll.records",
            3);
    Deadline deadline = Deadline.after(Duration.ofSeconds(60), Clock.systemUTC());
    try (KafkaShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      int taken = 0;
      while (taken < 5) {
        assertThat(deadline.expired()).as("records come").isFalse();
        for (var each : consumer.poll(Duration.ofMillis(500))) {
          consumer.acknowledge(each, AcknowledgeType.ACCEPT);
          taken++;
        }
        assertThat(consumer.commitSync())
            .allSatisfy((partition, problem) -> assertThat(problem).isEmpty());
      }
    }
  }
}
