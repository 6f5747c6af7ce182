package io.xmlfleet.source.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicSourceIT {
  private static final int LIMIT = 100;

  private final KafkaSettings kafka = KafkaUnderTest.settings();
  private final TopicNames topics = KafkaUnderTest.newFleet(2);
  private final String topic = topics.results(); // any topic with several partitions

  @Test
  void readsToTheEndAndGoesOnThereTheNextTime() throws Exception {
    send("a", "<one/>");
    send((String) null, "<two/>");
    send("large", "<" + "x".repeat(LIMIT) + "/>");
    send("gone", null);

    List<String> read = read(null, true);

    assertThat(read).hasSize(4).contains("a=<one/>", "gone! the record has no value");
    assertThat(read).anyMatch(text -> text.matches(topic + "-\\d-\\d=<two/>"));
    assertThat(read).anyMatch(text -> text.startsWith("large! the document has 103 bytes"));

    assertThat(read(null, true)).isEmpty();
    send("b", "<three/>");
    assertThat(read(null, false)).as("not settled").containsExactly("b=<three/>");
    assertThat(read(null, true)).containsExactly("b=<three/>");
  }

  @Test
  void namesEachRecordOfANumberedTopicDifferently() throws Exception {
    for (long key = 0; key < 300; key++) {
      send(ByteBuffer.allocate(Long.BYTES).putLong(key).array(), "<a/>");
    }
    assertThat(Set.copyOf(read(null, true))).hasSize(300);
  }

  @Test
  void waitsForWhatComesUntilItIsStopped() throws Exception {
    send("a", "<one/>");
    int[] idle = {0};
    Following untilIdleTwice = wait -> idle[0] >= 2;
    try (DocumentSource source = open(untilIdleTwice)) {
      source.whenIdle(
          () -> {
            idle[0]++;
            if (idle[0] == 1) {
              sendUnchecked("b", "<two/>");
            }
          });
      assertThat(drain(source)).containsExactly("a=<one/>", "b=<two/>");
    }
  }

  @Test
  void needsATopicThatThereIs() {
    assertThatThrownBy(() -> TopicSource.open(kafka, "no-such-topic", "g", LIMIT, null))
        .isInstanceOf(UsageException.class)
        .hasMessage("there is no topic no-such-topic");
  }

  private List<String> read(@Nullable Following following, boolean settle) {
    try (DocumentSource source = open(following)) {
      List<String> read = drain(source);
      if (settle) {
        source.settled();
      }
      return read;
    }
  }

  private DocumentSource open(@Nullable Following following) {
    return TopicSource.open(kafka, topic, topics.prefix() + ".source", LIMIT, following);
  }

  private List<String> drain(DocumentSource source) {
    List<String> read = new ArrayList<>();
    while (source.hasNext()) {
      FoundDocument found = source.find();
      assertThat(found.origin().message())
          .isNotNull()
          .matches(message -> message.topic().equals(topic) && message.offset() >= 0);
      SourceDocument document = found.read();
      read.add(
          document instanceof SourceDocument.Read whole
              ? whole.recordId() + '=' + new String(whole.bytes(), StandardCharsets.UTF_8)
              : document.recordId() + "! " + ((SourceDocument.Rejected) document).reason());
    }
    return read;
  }

  private void sendUnchecked(String key, String value) {
    try {
      send(key, value);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(@Nullable String key, @Nullable String value) throws Exception {
    send(bytes(key), value);
  }

  private void send(byte @Nullable [] key, @Nullable String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.clientProperties(Map.of(), Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, key, bytes(value)))
          .get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
