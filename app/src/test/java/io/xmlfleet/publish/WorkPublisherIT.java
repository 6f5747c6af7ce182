package io.xmlfleet.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.document.SourceOptions;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkPublisherIT {
  private static final int TOPIC_BYTES = 100_000;

  @TempDir static Path data;
  private static EmbeddedBroker broker;
  private static KafkaSettings kafka;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(data, 0);
    kafka = new KafkaSettings(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void publishesAFolderExactly() throws IOException {
    TopicNames topics = create("folder");
    for (int i = 1; i <= 300; i++) {
      Path file = folder.resolve("%d/%04d ü.xml".formatted(i % 7, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "<a n='%d'>%s</a>".formatted(i, "é".repeat(i * 10)));
    }
    PublishSummary summary = publish(topics, "r1", PublishSettings.standard());

    assertThat(summary.end()).isEqualTo(RunEvent.State.SEALED);
    assertThat(summary.counts().sent()).isEqualTo(300);
    Map<String, WorkItem> items = work(topics);
    assertThat(items).hasSize(300);
    assertThat(items.values())
        .extracting(item -> item.item().sequence())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
    Path root = folder.toRealPath();
    for (WorkItem item : items.values()) {
      assertThat(item.item().run()).isEqualTo("r1");
      assertThat(item.contract()).isEqualTo("orders");
      assertThat(item.attempt()).isEqualTo(1);
      assertThat(Path.of(item.recordId())).startsWith(root).hasBinaryContent(item.document());
    }
    assertThat(events(topics))
        .extracting(RunEvent::state, RunEvent::total)
        .containsExactly(tuple(RunEvent.State.STARTED, null), tuple(RunEvent.State.SEALED, 300L));
    assertThat(TopicDump.read(kafka, topics.results())).isEmpty();
    assertThat(TopicDump.read(kafka, topics.deadLetters())).isEmpty();
  }

  @Test
  void countsWhatTheTopicOrTheLimitRefuses() throws IOException {
    TopicNames topics = create("refused");
    Files.writeString(folder.resolve("1.xml"), "<a/>");
    byte[] noise = new byte[2 * TOPIC_BYTES];
    new Random(1).nextBytes(noise);
    Files.write(folder.resolve("2.xml"), noise);
    Files.write(folder.resolve("3.xml"), new byte[20 * TOPIC_BYTES]);
    Files.writeString(folder.resolve("4.xml"), "");
    Files.createSymbolicLink(folder.resolve("5.xml"), folder.resolve("nowhere"));
    PublishSummary summary =
        publish(topics, "r1", PublishSettings.standard().withMaxDocumentBytes(10 * TOPIC_BYTES));

    assertThat(summary.counts().sent()).isEqualTo(2);
    assertThat(summary.counts().rejected()).isEqualTo(3);
    assertThat(work(topics).values())
        .extracting(item -> item.item().sequence())
        .containsExactlyInAnyOrder(1L, 4L);
    assertThat(events(topics)).last().extracting(RunEvent::total).isEqualTo(5L);
    Map<ItemId, WorkResult> results =
        TopicDump.read(kafka, topics.results()).stream()
            .map(ResultCodec::decodeResult)
            .collect(Collectors.toMap(WorkResult::item, Function.identity()));
    assertThat(reason(results, 2))
        .isEqualTo(
            "the document has 200,000 bytes, more than the topic refused.work takes"
                + " (max.message.bytes)");
    assertThat(reason(results, 3))
        .isEqualTo("the document has 2,000,000 bytes, more than the limit of 1,000,000 bytes");
    assertThat(reason(results, 5)).isEqualTo("the file was gone when it was to be read");
    assertThat(results).hasSize(3);
    assertThat(TopicDump.read(kafka, topics.deadLetters()))
        .extracting(DeadLetterCodec::decode)
        .hasSize(3)
        .allSatisfy(
            letter -> {
              assertThat(letter.document()).isNull();
              assertThat(letter.failure().stage()).isEqualTo(Stage.VALIDATION);
              assertThat(results).containsKey(letter.item());
            });
  }

  @Test
  void goesOnFromItsLastCheckpointAndWhatIsBeyondIt() throws IOException {
    TopicNames topics = create("resumed");
    for (int i = 1; i <= 40; i++) {
      Files.writeString(folder.resolve("%02d.xml".formatted(i)), "<a n='%d'/>".formatted(i));
    }
    // Each look at this clock is two seconds later: a checkpoint every few documents.
    Clock fast = new TickingClock(Instant.now().minusSeconds(3600), Duration.ofSeconds(2));
    try (DocumentSource source = source();
        WorkPublisher publisher =
            WorkPublisher.connect(kafka, topics, PublishSettings.standard(), fast)) {
      assertThatThrownBy(() -> publisher.publish("r1", "orders", failingAfter(27, source), p -> {}))
          .hasMessage("the disk is broken");
    }
    RunEvent last = events(topics).get(events(topics).size() - 1);
    RunEvent.Checkpoint checkpoint = last.checkpoint();
    assertThat(checkpoint.sequence()).isBetween(20L, 26L);
    assertThat(work(topics)).hasSize(27);

    Files.delete(folder.resolve("27.xml")); // sent; gone since
    Files.writeString(folder.resolve("39b.xml"), "<a/>");
    PublishSummary summary;
    try (DocumentSource source = source();
        WorkPublisher publisher =
            WorkPublisher.connect(kafka, topics, PublishSettings.standard(), Clock.systemUTC())) {
      summary = publisher.resume(kafka, last, source, PublishListener.NONE);
    }

    assertThat(summary.end()).isEqualTo(RunEvent.State.SEALED);
    assertThat(summary.counts().sent()).isEqualTo(41);
    List<WorkItem> sent =
        TopicDump.read(kafka, topics.work()).stream().map(WorkItemCodec::decode).toList();
    assertThat(sent).extracting(WorkItem::recordId).doesNotHaveDuplicates().hasSize(41);
    assertThat(sent)
        .extracting(item -> item.item().sequence())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
    assertThat(events(topics)).last().extracting(RunEvent::total).isEqualTo(41L);
  }

  private DocumentSource source() {
    return Sources.of(
        List.of(folder.toString()), SourceOptions.standard(), InputStream.nullInputStream());
  }

  private static DocumentSource failingAfter(int documents, DocumentSource source) {
    return new DocumentSource() {
      private int taken;

      @Override
      public String description() {
        return source.description();
      }

      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public SourceDocument next() {
        if (taken++ == documents) {
          throw new IllegalStateException("the disk is broken");
        }
        return source.next();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void saysHowToCreateMissingTopics() {
    assertThatThrownBy(
            () ->
                WorkPublisher.connect(
                    kafka, new TopicNames("none"), PublishSettings.standard(), Clock.systemUTC()))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("none.work")
        .hasMessageContaining("xmlfleet topics create");
  }

  private PublishSummary publish(TopicNames topics, String run, PublishSettings settings) {
    SourceOptions standard = SourceOptions.standard();
    SourceOptions options =
        new SourceOptions(
            List.of(), List.of(), standard.recordIds(), null, settings.maxDocumentBytes());
    try (DocumentSource source =
            Sources.of(List.of(folder.toString()), options, InputStream.nullInputStream());
        WorkPublisher publisher =
            WorkPublisher.connect(kafka, topics, settings, Clock.systemUTC())) {
      return publisher.publish(run, "orders", source, PublishListener.NONE);
    }
  }

  private static TopicNames create(String prefix) {
    TopicNames topics = new TopicNames(prefix);
    try (Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()))) {
      new TopicSetup(admin)
          .create(topics, new TopicPlan(3, (short) 1, TOPIC_BYTES, Duration.ofDays(1)));
    }
    return topics;
  }

  private static Map<String, WorkItem> work(TopicNames topics) {
    return TopicDump.read(kafka, topics.work()).stream()
        .map(WorkItemCodec::decode)
        .collect(Collectors.toMap(WorkItem::recordId, Function.identity()));
  }

  private static List<RunEvent> events(TopicNames topics) {
    return TopicDump.read(kafka, topics.runs()).stream()
        .map(consumed -> FleetJson.read(consumed.value(), RunEvent.class))
        .toList();
  }

  private static String reason(Map<ItemId, WorkResult> results, long sequence) {
    Outcome outcome = results.get(new ItemId("r1", sequence)).outcome();
    return ((Outcome.Rejected) outcome).failure().reason();
  }
}
