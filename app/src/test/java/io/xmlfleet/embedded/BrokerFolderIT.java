package io.xmlfleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.client.folder.BrokerFolder;
import io.xmlfleet.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker's files say what the broker says. */
class BrokerFolderIT {
  private static final String TOPIC = "t";
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;

  /** What a reader sees; told by it and by nobody else. */
  private record Seen(
      List<String> all,
      List<String> late,
      Instant complete,
      List<String> some,
      BrokerFolder.Positions readers,
      BrokerFolder.Positions gone) {}

  @Test
  void isReadAsItsBrokerIs() throws Exception {
    Seen asked;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers());
      fill(kafka);
      asked = read(kafka);
      assertThat(new BrokerFolder(folder).holds(List.of(TOPIC))).isFalse();
    }
    assertThat(asked.all()).hasSizeGreaterThan(3_000);
    assertThat(asked.readers().committed()).isEqualTo(Map.of(FIRST, 700L, SECOND, 10L));
    assertThat(asked.gone().committed()).isEmpty();

    BrokerFolder left = new BrokerFolder(folder);
    assertThat(left.holds(List.of(TOPIC))).isTrue();
    assertThat(read(KafkaSettings.in(left))).isEqualTo(asked);

    assertThat(left.knows("readers")).isTrue();
    assertThat(left.knows("gone")).isFalse();

    assertThat(left.holds(List.of(TOPIC, "another"))).isFalse();
    Files.delete(folder.resolve(".kafka_cleanshutdown"));
    assertThat(left.holds(List.of(TOPIC))).as("of a broker that was killed").isFalse();
  }

  @Test
  void saysWhatItCannotDo() {
    try (Consumer<byte[], byte[]> reader = new BrokerFolder(folder).reader()) {
      assertThatThrownBy(() -> reader.subscribe(List.of(TOPIC)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("needs a broker");
      assertThat(reader.partitionsFor(TOPIC, Duration.ofSeconds(1))).isEmpty();
    }
  }

  private static void fill(KafkaSettings kafka) throws Exception {
    try (Admin admin = ClientFactory.admin(kafka)) {
      NewTopic topic = new NewTopic(TOPIC, 2, (short) 1);
      topic.configs(Map.of("segment.bytes", Integer.toString(1024 * 1024)));
      admin.createTopics(List.of(topic)).all().get();
      send(kafka, "none", FIRST, 0, 500);
      send(kafka, "lz4", SECOND, 500, 1_000);
      send(kafka, "none", FIRST, 1_000, 3_000); // more than a segment
      transact(kafka, "commits", true, FIRST, 3_000, 3_100);
      transact(kafka, "gives up", false, FIRST, 3_100, 3_200);
      transact(kafka, "commits", true, SECOND, 3_200, 3_900);
      send(kafka, "gzip", FIRST, 3_900, 4_000);
      admin.deleteRecords(Map.of(SECOND, RecordsToDelete.beforeOffset(7))).all().get();
      commit(kafka, "readers", Map.of(FIRST, 500L, SECOND, 10L));
      commit(kafka, "readers", Map.of(FIRST, 700L));
      commit(kafka, "gone", Map.of(FIRST, 3L));
      admin.deleteConsumerGroups(List.of("gone")).all().get();
    }
    // Nobody ends it: committed readers see nothing from here on.
    Producer<byte[], byte[]> dead =
        ClientFactory.transactional(kafka, "dies", 600_000, Map.of(), Map.of());
    dead.initTransactions();
    dead.beginTransaction();
    dead.send(message(SECOND, 4_000)).get();
    send(kafka, "none", SECOND, 4_001, 4_003);
    dead.close(Duration.ZERO);
  }

  private static void commit(KafkaSettings kafka, String group, Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    offsets.forEach((partition, at) -> committed.put(partition, new OffsetAndMetadata(at, "x")));
    try (Consumer<byte[], byte[]> member = ClientFactory.member(kafka, group, Map.of(), Map.of())) {
      member.assign(committed.keySet());
      member.commitSync(committed);
    }
  }

  private static BrokerFolder.Positions positions(KafkaSettings kafka, String group)
      throws Exception {
    if (kafka.folder() != null) {
      return kafka.folder().positions(List.of(TOPIC), group);
    }
    try (Admin admin = ClientFactory.admin(kafka)) {
      Map<TopicPartition, Long> committed = new HashMap<>();
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, at) -> committed.put(partition, at.offset()));
      return new BrokerFolder.Positions(
          committed, offsets(admin, OffsetSpec.earliest()), offsets(admin, OffsetSpec.latest()));
    }
  }

  private static Map<TopicPartition, Long> offsets(Admin admin, OffsetSpec which) throws Exception {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(Map.of(FIRST, which, SECOND, which))
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static void send(
      KafkaSettings kafka, String compression, TopicPartition to, int from, int end)
      throws Exception {
    try (Producer<byte[], byte[]> producer =
        ClientFactory.producer(kafka, Map.of("compression.type", compression), Map.of())) {
      send(producer, to, from, end);
    }
  }

  private static void send(Producer<byte[], byte[]> producer, TopicPartition to, int from, int end)
      throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = from; i < end; i++) {
      sent.add(producer.send(message(to, i)));
    }
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  private static void transact(
      KafkaSettings kafka, String id, boolean commit, TopicPartition to, int from, int end)
      throws Exception {
    try (Producer<byte[], byte[]> producer =
        ClientFactory.transactional(kafka, id, 60_000, Map.of(), Map.of())) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, to, from, end);
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> message(TopicPartition to, int number) {
    byte @Nullable [] value = number % 50 == 0 ? null : new byte[number % 1_000];
    if (value != null) {
      new Random(number).nextBytes(value);
    }
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            to.topic(),
            to.partition(),
            NOON.toEpochMilli() + number,
            number % 7 == 0 ? null : bytes("key " + number),
            value);
    message.headers().add("number", bytes("" + number));
    return message;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Seen read(KafkaSettings kafka) throws Exception {
    List<String> all = new ArrayList<>();
    List<String> late = new ArrayList<>();
    List<String> some = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = ClientFactory.reader(kafka, Map.of())) {
      TopicReader topic = new TopicReader(consumer, TOPIC);
      topic.readAll(consumed -> all.add(told(consumed)));
      Instant complete =
          topic.readSince(NOON.plusMillis(2_500), consumed -> late.add(told(consumed)));
      List<Long> wanted = topic.held(0, List.of(0L, 3L, 499L, 2_600L, 2_650L, 9_000L));
      topic.readAt(0, wanted, consumed -> some.add(told(consumed)));
      all.sort(null);
      late.sort(null);
      return new Seen(
          all, late, complete, some, positions(kafka, "readers"), positions(kafka, "gone"));
    }
  }

  private static String told(ConsumerRecord<byte[], byte[]> consumed) {
    return String.join(
        " ",
        consumed.topic() + '-' + consumed.partition(),
        Long.toString(consumed.offset()),
        consumed.timestampType() + "=" + consumed.timestamp(),
        Arrays.toString(consumed.key()),
        Integer.toString(Arrays.hashCode(consumed.value())),
        consumed.headers().toString());
  }
}
