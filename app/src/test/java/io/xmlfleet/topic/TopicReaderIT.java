package io.xmlfleet.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.testing.KafkaUnderTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicReaderIT {
  private final Instant noon = Instant.ofEpochMilli(Instant.now().toEpochMilli() - 3_600_000);

  private final KafkaSettings kafka = KafkaUnderTest.settings();

  /** Its records have the times that their sender gives them. */
  private final String topic = KafkaUnderTest.newFleet(2).work();

  private final List<Integer> visited = new ArrayList<>();

  @Test
  void readsFromATimeOn() throws Exception {
    send(0, -20, -10, 0, 10);
    send(1, -15, 5);

    assertThat(readSince(noon)).isEqualTo(noon);
    assertThat(visited).containsExactlyInAnyOrder(0, 10, 5);
  }

  @Test
  void readsNothingThatIsAllOlder() throws Exception {
    send(0, -20, -10);

    assertThat(readSince(noon)).isEqualTo(noon);
    assertThat(visited).isEmpty();
  }

  @Test
  void saysFromWhenOnNothingIsDeleted() throws Exception {
    send(0, 10, 20, 30, 40);
    delete(0, 2);

    assertThat(readSince(noon)).isEqualTo(at(30));
    assertThat(visited).containsExactly(30, 40);
  }

  @Test
  void takesWhatIsLeftOfOlderOnesForAProof() throws Exception {
    send(0, -30, -20, 10);
    delete(0, 1);

    assertThat(readSince(noon)).isEqualTo(noon);
    assertThat(visited).containsExactly(10);
  }

  @Test
  void saysThatEverythingMayBeDeleted() throws Exception {
    send(0, 10, 20);
    send(1, 15);
    delete(0, 2);

    assertThat(readSince(noon)).isEqualTo(Instant.MAX);
    assertThat(visited).containsExactly(15);
  }

  private Instant readSince(Instant since) throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.clientProperties(Map.of("auto.offset.reset", "earliest"), Map.of()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return new TopicReader(consumer, topic)
          .readSince(
              since,
              consumed ->
                  visited.add((int) ((consumed.timestamp() - noon.toEpochMilli()) / 1_000)));
    }
  }

  private void send(int partition, int... seconds) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties(Map.of(), Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int second : seconds) {
        producer
            .send(
                new ProducerRecord<>(
                    topic, partition, at(second).toEpochMilli(), new byte[0], new byte[0]))
            .get(30, TimeUnit.SECONDS);
      }
    }
  }

  private Instant at(int second) {
    return noon.plusSeconds(second);
  }

  private void delete(int partition, long before) throws Exception {
    try (Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()))) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }
}
