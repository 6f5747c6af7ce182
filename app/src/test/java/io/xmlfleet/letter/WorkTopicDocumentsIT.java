package io.xmlfleet.letter;

import static io.xmlfleet.testing.LetterTopic.letter;
import static io.xmlfleet.testing.LetterTopic.withoutDocument;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.replay.Pacer;
import io.xmlfleet.replay.ReplayRequest;
import io.xmlfleet.replay.ReplaySummary;
import io.xmlfleet.replay.Replayer;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.testing.LetterTopic;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters whose documents were too large for them. */
class WorkTopicDocumentsIT {
  private static final ItemId ONE = new ItemId("r", 1);
  private static final ItemId TWO = new ItemId("r", 2);
  private static final ReplayRequest ALL = ReplayRequest.of(DeadLetterFilter.all());

  private final KafkaSettings kafka = KafkaUnderTest.settings();
  private final TopicNames topics = KafkaUnderTest.newFleet(2);
  private final LetterTopic topic = new LetterTopic(kafka, topics);

  @Test
  void areFetchedFromWhereTheWorkerReadThem(@TempDir Path folder) throws Exception {
    RecordPosition at = topic.work(work(ONE, "<one/>"));
    topic.put(withoutDocument(letter(ONE, 1, null), at), letter(TWO, 1, "<two/>"));

    assertThat(document(ONE))
        .hasValueSatisfying(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo("<one/>"));
    try (DeadLetterReader reader = DeadLetterReader.connect(kafka, topics)) {
      List<DeadLetterEntry> letters = reader.list(DeadLetterFilter.all());
      assertThat(new LetterExport(folder, false).write(letters, reader))
          .isEqualTo(new LetterExport.Summary(2, 0, 0));
    }
    assertThat(folder.resolve("r+1+1.xml")).hasContent("<one/>");

    ReplaySummary summary = replay();
    assertThat(summary.sent()).containsOnly(Map.entry(ONE, 2), Map.entry(TWO, 2));
    assertThat(summary.gone()).isEmpty();
    assertThat(topic.work())
        .filteredOn(item -> item.attempt() == 2 && item.item().equals(ONE))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.document()).asString(UTF_8).isEqualTo("<one/>");
              assertThat(item.recordId()).as("the whole of it").isEqualTo("a long record id");
            });
  }

  @Test
  void areGoneWhenWorkIsNotKeptAnyMore() throws Exception {
    RecordPosition at = topic.work(work(ONE, "<one/>"));
    topic.put(withoutDocument(letter(ONE, 1, null), at), letter(TWO, 1, "<two/>"));
    try (Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()))) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(at.topic(), at.partition()),
                  RecordsToDelete.beforeOffset(at.offset() + 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    assertThat(document(ONE)).isEmpty();
    ReplaySummary summary = replay();
    assertThat(summary.sent()).containsOnly(Map.entry(TWO, 2));
    assertThat(summary.gone()).extracting(DeadLetterEntry::item).containsExactly(ONE);
    assertThat(summary.changed()).isZero();
  }

  @Test
  void areNotTakenForOthersThatStandThereNow() throws Exception {
    RecordPosition at = topic.work(work(TWO, "<two/>"));
    topic.put(
        withoutDocument(letter(ONE, 1, null), at),
        withoutDocument(letter(TWO, 1, null), new RecordPosition(topics.work(), 7, 0)),
        withoutDocument(
            letter(new ItemId("r", 3), 1, null), new RecordPosition("no-such-topic", 0, 0)),
        withoutDocument(
            letter(new ItemId("r", 4), 1, null),
            new RecordPosition(at.topic(), at.partition(), at.offset() + 1_000)));
    ReplaySummary summary = replay();
    assertThat(summary.sent()).isEmpty();
    assertThat(summary.gone()).hasSize(4);
  }

  private Optional<byte[]> document(ItemId item) {
    try (DeadLetterReader reader = DeadLetterReader.connect(kafka, topics)) {
      return Optional.ofNullable(reader.show(item).orElseThrow().letter().document());
    }
  }

  private ReplaySummary replay() {
    try (Replayer replayer = Replayer.connect(kafka, topics, Clock.systemUTC())) {
      return replayer.replay(
          replayer.plan(ALL),
          LetterAction.of(LetterAction.Kind.REPLAYED, "id", "ann@host", LetterTopic.FAILED_AT, ""),
          new Pacer(null, limit -> false, Clock.systemUTC()),
          count -> {});
    }
  }

  private static WorkItem work(ItemId item, String document) {
    return new WorkItem(item, "a long record id", "orders", 1, document.getBytes(UTF_8));
  }
}
