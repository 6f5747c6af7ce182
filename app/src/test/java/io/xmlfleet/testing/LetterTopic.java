package io.xmlfleet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.publish.TopicDump;
import io.xmlfleet.topic.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Writes dead letters as workers do, for tests without workers. Confined to one thread. */
public final class LetterTopic {
  public static final Instant FAILED_AT = Instant.parse("2026-11-24T02:08:12Z");

  private final KafkaSettings kafka;
  private final TopicNames topics;

  public LetterTopic(KafkaSettings kafka, TopicNames topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /** A letter of stage MAPPING that names a column of the contract {@code orders}. */
  public static DeadLetter letter(ItemId item, int attempt, @Nullable String document) {
    return letter(
        item,
        attempt,
        new Failure(Stage.MAPPING, "note.day is no date", "orders.yaml:7, /order/@day → note.day"),
        document);
  }

  public static DeadLetter letter(
      ItemId item, int attempt, Failure failure, @Nullable String document) {
    return DeadLetter.of(item, "in/" + item.sequence() + ".xml")
        .contract("orders", "1")
        .attempt(attempt)
        .failure(failure)
        .worker("host/1")
        .failedAt(FAILED_AT)
        .document(document == null ? null : document.getBytes(UTF_8))
        .build();
  }

  /** The letter of a document that was too large for its topic. */
  public static DeadLetter withoutDocument(DeadLetter letter, RecordPosition source) {
    return letter.but().source(source).document(null).build();
  }

  public void put(DeadLetter... letters) throws Exception {
    put(Arrays.asList(letters));
  }

  public void put(Collection<DeadLetter> letters) throws Exception {
    send(
        letters.stream()
            .map(letter -> DeadLetterCodec.encode(topics.deadLetters(), letter))
            .toList());
  }

  public void resolve(ItemId... items) throws Exception {
    send(
        Arrays.stream(items)
            .map(item -> DeadLetterCodec.encodeResolved(topics.deadLetters(), item))
            .toList());
  }

  /** Sends a document to work, as a producer does. */
  public RecordPosition work(WorkItem item) throws Exception {
    RecordMetadata at = send(List.of(WorkItemCodec.encode(topics.work(), item))).get(0);
    return new RecordPosition(at.topic(), at.partition(), at.offset());
  }

  /** What is on the work topic. */
  public List<WorkItem> work() {
    return TopicDump.read(kafka, topics.work()).stream().map(WorkItemCodec::decode).toList();
  }

  public List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        ClientFactory.producer(
            kafka, Map.of("max.request.size", 16_000_000, "compression.type", "lz4"), Map.of())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      List<RecordMetadata> acknowledged = new ArrayList<>();
      for (Future<RecordMetadata> each : sent) {
        acknowledged.add(each.get(60, TimeUnit.SECONDS));
      }
      return acknowledged;
    }
  }
}
