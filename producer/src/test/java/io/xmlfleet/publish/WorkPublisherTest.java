package io.xmlfleet.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FileKey;
import io.xmlfleet.message.FileReference;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.source.document.SourceOptions;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.topic.TopicNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkPublisherTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final Instant NOW = Instant.parse("2026-11-24T02:08:12Z");
  private static final PublishSettings SETTINGS =
      PublishSettings.standard().withMaxDocumentBytes(20);

  private final ScriptedProducer producer = new ScriptedProducer();

  @Test
  void announcesSendsAndSealsInThisOrder() {
    List<PublishProgress> heard = new ArrayList<>();
    PublishSummary summary =
        publisher(producer).publish("r1", "orders", ListSource.of(2), heard::add);

    assertThat(producer.sent())
        .extracting(ProducerRecord::topic)
        .containsExactly(TOPICS.runs(), TOPICS.work(), TOPICS.work(), TOPICS.runs());
    assertThat(events())
        .containsExactly(
            new RunEvent("r1", RunEvent.State.STARTED, "orders", "a list", NOW, null, NOW, null),
            new RunEvent("r1", RunEvent.State.SEALED, "orders", "a list", NOW, 2L, NOW, null));
    ProducerRecord<byte[], byte[]> second = producer.sentTo(TOPICS.work()).get(1);
    assertThat(second.key()).asString(UTF_8).isEqualTo("2.xml");
    assertThat(second.value()).asString(UTF_8).isEqualTo("<a n='2'/>");
    assertThat(header(second, WorkItemCodec.RUN)).isEqualTo("r1");
    assertThat(header(second, WorkItemCodec.SEQUENCE)).isEqualTo("2");
    assertThat(header(second, WorkItemCodec.CONTRACT)).isEqualTo("orders");
    assertThat(header(second, WorkItemCodec.ATTEMPT)).isEqualTo("1");
    assertThat(summary.end()).isEqualTo(RunEvent.State.SEALED);
    assertThat(summary.counts()).isEqualTo(new PublishProgress(2, 0, 20, OptionalLong.of(2)));
    assertThat(heard).last().isEqualTo(summary.counts());
  }

  @Test
  void leavesLargeDocumentsInTheirFilesWhereItMayVouchForThem(@TempDir Path folder)
      throws IOException {
    FileKey key = new FileKey(new byte[FileKey.BYTES]);
    Path large = Files.writeString(folder.resolve("large.xml"), "<a>" + " ".repeat(16 * 1024));
    Files.writeString(folder.resolve("small.xml"), "<a/>");
    PublishSettings settings = PublishSettings.standard();

    send(settings.withFileKey(key), folder);

    List<WorkItem> sent = work();
    FileReference file = sent.get(0).file();
    assertThat(file)
        .isEqualTo(
            key.refer(
                large.toRealPath().toString(),
                16 * 1024 + 3,
                Files.getLastModifiedTime(large).toMillis()));
    assertThat(producer.sentTo(TOPICS.work()).get(0).value()).isEmpty();
    assertThat(sent.get(1).document()).asString(UTF_8).isEqualTo("<a/>");

    send(settings, folder);
    assertThat(work().get(2).document()).hasSize(16 * 1024 + 3);
  }

  @Test
  void aFileThatChangesTakesThePlaceOfItsEarlierVersions(@TempDir Path folder) throws IOException {
    follow(
        folder,
        () -> write(folder, "a.xml", 1, "<a"),
        () -> write(folder, "b.xml", 1, "<b/>"),
        () -> write(folder, "a.xml", 2, "<a>"),
        () -> write(folder, "c.xml", 3, "<c>" + " ".repeat(50)), // too large
        () -> write(folder, "a.xml", 3, "<a/>"),
        () -> write(folder, "c.xml", 4, "<c/>"));

    assertThat(work())
        .extracting(sent -> sent.item().sequence(), sent -> sent.attempt(), WorkItem::earlier)
        .containsExactly(
            tuple(1L, 1, List.of()),
            tuple(2L, 1, List.of()),
            tuple(3L, 1, List.of(1L)),
            tuple(5L, 1, List.of(1L, 3L)),
            tuple(6L, 1, List.of(4L)));
    assertThat(events()).last().extracting(RunEvent::total).isEqualTo(6L);
  }

  @Test
  void onlyTheNewestVersionsOfAFileAreNamed(@TempDir Path folder) throws IOException {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i <= WorkItem.MOST_EARLIER + 2; i++) {
      int version = i;
      steps.add(() -> write(folder, "a.xml", version, "<a n='" + version + "'>"));
    }
    follow(folder, steps.toArray(Step[]::new));

    List<WorkItem> sent = work();
    assertThat(sent.get(sent.size() - 1).earlier())
        .hasSize(WorkItem.MOST_EARLIER)
        .startsWith(2L)
        .endsWith(WorkItem.MOST_EARLIER + 1L);
  }

  @Test
  void whatCouldNotBeReadOfAnArchiveIsVoidWithItsFirstDocument(@TempDir Path folder)
      throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(whole)) {
      for (String name : List.of("1.xml", "2.xml")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("<a/>".getBytes(UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
    follow(
        folder,
        () -> write(folder, "a.zip", 1, half),
        () -> write(folder, "a.zip", 2, whole.toByteArray()),
        () -> write(folder, "a.zip", 3, whole.toByteArray()));

    assertThat(producer.sentTo(TOPICS.deadLetters())).hasSize(1);
    assertThat(work())
        .extracting(sent -> sent.item().sequence(), WorkItem::earlier)
        .containsExactly(
            tuple(2L, List.of(1L)),
            tuple(3L, List.of()),
            tuple(4L, List.of(1L)),
            tuple(5L, List.of()));
  }

  /** What happens to a folder that is followed. */
  private interface Step {
    void run() throws IOException;
  }

  /** Looks once before each step and once after the last. */
  private void follow(Path folder, Step... steps) {
    Deque<Step> next = new ArrayDeque<>(List.of(steps));
    Following following =
        wait -> {
          Step step = wait.isZero() ? () -> {} : next.poll();
          try {
            if (step != null) {
              step.run();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return step == null;
        };
    SourceOptions options =
        SourceOptions.of(List.of("*.xml", "*.zip"), List.of()).withFollowing(following);
    try (DocumentSource source =
        Sources.of(List.of(folder.toString()), options, InputStream.nullInputStream())) {
      publisher(producer).publish("r1", null, source, PublishListener.NONE);
    }
  }

  private static void write(Path folder, String name, int version, String text) throws IOException {
    write(folder, name, version, text.getBytes(UTF_8));
  }

  private static void write(Path folder, String name, int version, byte[] bytes)
      throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(9_000 - version)));
  }

  private void send(PublishSettings settings, Path folder) {
    try (DocumentSource source =
        Sources.of(
            List.of(folder.toString()), SourceOptions.standard(), InputStream.nullInputStream())) {
      new WorkPublisher(producer, TOPICS, settings, Clock.fixed(NOW, ZoneOffset.UTC))
          .publish("r1", null, source, PublishListener.NONE);
    }
  }

  private List<WorkItem> work() {
    return producer.sentTo(TOPICS.work()).stream()
        .map(
            sent ->
                new ConsumerRecord<>(
                    sent.topic(),
                    0,
                    0,
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    sent.key(),
                    sent.value(),
                    sent.headers(),
                    Optional.empty()))
        .map(WorkItemCodec::decode)
        .toList();
  }

  @Test
  void rejectsWhatIsUnreadableOrTooLargeAndGoesOn() {
    PublishSummary summary =
        publisher(producer)
            .publish(
                "r1",
                null,
                new ListSource(
                    List.of(
                        new SourceDocument.Rejected("1.xml", "the file is gone"),
                        ListSource.read("2.xml", "<a>more than twenty bytes</a>"),
                        ListSource.read("3.xml", ""))),
                PublishListener.NONE);

    assertThat(summary.counts().sent()).isEqualTo(1);
    assertThat(summary.counts().rejected()).isEqualTo(2);
    assertThat(events()).last().extracting(RunEvent::total).isEqualTo(3L);
    assertThat(results())
        .extracting(WorkResult::item)
        .containsExactly(new ItemId("r1", 1), new ItemId("r1", 2));
    assertThat(results()).extracting(r -> r.processing().worker()).containsOnly("producer");
    assertThat(results())
        .extracting(r -> ((Outcome.Rejected) r.outcome()).failure())
        .extracting(f -> f.stage() + ": " + f.reason())
        .containsExactly(
            Stage.VALIDATION + ": the file is gone",
            Stage.VALIDATION + ": the document has 29 bytes, more than the limit of 20 bytes");
    ProducerRecord<byte[], byte[]> letter = producer.sentTo(TOPICS.deadLetters()).get(1);
    assertThat(letter.key()).asString(UTF_8).isEqualTo("r1/2");
    assertThat(letter.value()).isEmpty();
    assertThat(header(letter, DeadLetterCodec.DOCUMENT)).isEqualTo("absent");
    assertThat(header(letter, DeadLetterCodec.RECORD_ID)).isEqualTo("2.xml");
  }

  @Test
  void rejectsWhatTheBrokerFindsTooLarge() {
    producer.failing(
        produced -> isWork(produced, "2.xml") ? new RecordTooLargeException("too large") : null);
    PublishSummary summary =
        publisher(producer).publish("r1", null, ListSource.of(3), PublishListener.NONE);

    assertThat(summary.counts()).isEqualTo(new PublishProgress(2, 1, 20, OptionalLong.of(3)));
    assertThat(results()).extracting(WorkResult::item).containsExactly(new ItemId("r1", 2));
    assertThat(results())
        .extracting(r -> ((Outcome.Rejected) r.outcome()).failure().reason())
        .containsExactly(
            "the document has 10 bytes, more than the topic xmlfleet.work takes"
                + " (max.message.bytes)");
    assertThat(events()).last().extracting(RunEvent::state).isEqualTo(RunEvent.State.SEALED);
  }

  @Test
  void saysHowFarItCameWhenTheBrokerDoesNotAnswer() {
    producer.failing(
        produced -> isWork(produced, "3.xml") ? new TimeoutException("600000 ms passed") : null);
    assertThatThrownBy(
            () -> publisher(producer).publish("r1", null, ListSource.of(5), PublishListener.NONE))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("600000 ms passed")
        .hasMessageContaining("run r1 stopped after 2 of 5 documents")
        .hasMessageContaining("Send it again");
    assertThat(events()).extracting(RunEvent::state).containsExactly(RunEvent.State.STARTED);
  }

  @Test
  void cancelsTheRunWhenTheBrokerRefuses() {
    producer.failing(
        produced ->
            isWork(produced, "3.xml") ? new TopicAuthorizationException("not allowed") : null);
    assertThatThrownBy(
            () -> publisher(producer).publish("r1", null, ListSource.of(5), PublishListener.NONE))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("not allowed");
    assertThat(events())
        .last()
        .satisfies(
            event -> {
              assertThat(event.state()).isEqualTo(RunEvent.State.CANCELLED);
              assertThat(event.total()).isEqualTo(2);
            });
  }

  @Test
  void failsWhenAFailureCannotBeTold() {
    producer.failing(
        produced ->
            produced.topic().equals(TOPICS.results()) ? new RecordTooLargeException("no") : null);
    assertThatThrownBy(
            () ->
                publisher(producer)
                    .publish(
                        "r1",
                        null,
                        new ListSource(List.of(new SourceDocument.Rejected("1.xml", "gone"))),
                        PublishListener.NONE))
        .isInstanceOf(InfrastructureException.class);
  }

  @Test
  void sealsOnlyWhenEverythingIsAcknowledged() throws Exception {
    CountDownLatch allSent = new CountDownLatch(3);
    producer.holding(
        produced -> {
          boolean work = produced.topic().equals(TOPICS.work());
          if (work) {
            allSent.countDown();
          }
          return work;
        });
    CompletableFuture<PublishSummary> publishing =
        CompletableFuture.supplyAsync(
            () -> publisher(producer).publish("r1", null, ListSource.of(3), PublishListener.NONE));
    assertThat(allSent.await(10, TimeUnit.SECONDS)).isTrue();
    producer.acknowledgeOne();
    producer.acknowledgeOne();
    assertThat(events()).extracting(RunEvent::state).containsExactly(RunEvent.State.STARTED);
    assertThat(publishing).isNotDone();
    producer.acknowledgeOne();
    assertThat(publishing.get(10, TimeUnit.SECONDS).counts().sent()).isEqualTo(3);
    assertThat(events()).hasSize(2);
  }

  @Test
  void readsNoFurtherThanTheProducersBufferReaches() throws Exception {
    Semaphore buffer = new Semaphore(3);
    Producer<byte[], byte[]> full =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized CompletableFuture<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> produced, Callback callback) {
            buffer.acquireUninterruptibly();
            callback.onCompletion(null, null);
            return CompletableFuture.completedFuture(null);
          }
        };
    ListSource source = ListSource.of(1000);
    CompletableFuture<PublishSummary> publishing =
        CompletableFuture.supplyAsync(
            () -> publisher(full).publish("r1", null, source, PublishListener.NONE));
    while (!buffer.hasQueuedThreads()) {
      Thread.onSpinWait();
    }
    // One slot went to the announcement, two to documents; the next one waits.
    assertThat(source.taken()).isEqualTo(3);
    buffer.release(10_000);
    assertThat(publishing.get(10, TimeUnit.SECONDS).counts().sent()).isEqualTo(1000);
  }

  @Test
  void announcesACancelledRun() {
    WorkPublisher publisher = publisher(producer);
    ListSource source = ListSource.of(5).before(3, publisher::cancel);
    PublishSummary summary = publisher.publish("r1", null, source, PublishListener.NONE);

    assertThat(summary.end()).isEqualTo(RunEvent.State.CANCELLED);
    assertThat(summary.counts().sent()).isEqualTo(3);
    assertThat(events())
        .last()
        .isEqualTo(
            RunEvent.started("r1", null, "a list", NOW)
                .reached(new RunEvent.Checkpoint(3, "3.xml", NOW))
                .cancelled(3, NOW));
  }

  @Test
  void sealsAnUnboundedRunWhereverItIsStopped() {
    WorkPublisher publisher = publisher(producer);
    ListSource source = ListSource.of(5).unbounded().before(3, publisher::cancel);

    PublishSummary summary = publisher.publish("r1", null, source, PublishListener.NONE);

    assertThat(summary.end()).isEqualTo(RunEvent.State.SEALED);
    assertThat(events()).last().extracting(RunEvent::total).isEqualTo(3L);
    assertThat(events())
        .extracting(RunEvent::checkpoint)
        .as("how far it is while nothing comes")
        .contains(
            new RunEvent.Checkpoint(1, "1.xml", NOW), new RunEvent.Checkpoint(2, "2.xml", NOW));
  }

  @Test
  void keepsItsCheckpointWhenItIsStoppedBeforeItReadAnything() {
    RunEvent.Checkpoint earlier = new RunEvent.Checkpoint(3, "3.xml", NOW);
    RunEvent resumed = RunEvent.started("r1", null, "a list", NOW).reached(earlier);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    new Publication(
            new SendTracker<>(producer, SETTINGS.deliveryTimeout(), clock),
            TOPICS,
            SETTINGS,
            clock,
            resumed,
            new Sequences(3))
        .run(ListSource.of(7), PublishListener.NONE, () -> true);

    assertThat(events())
        .last()
        .satisfies(
            event -> {
              assertThat(event.state()).isEqualTo(RunEvent.State.CANCELLED);
              assertThat(event.checkpoint()).isEqualTo(earlier);
            });
  }

  @Test
  void saysNowAndThenHowFarItSurelyIs() {
    WorkPublisher publisher =
        new WorkPublisher(producer, TOPICS, SETTINGS, new TickingClock(NOW, Duration.ofSeconds(2)));
    ListSource source = ListSource.of(20).before(16, publisher::cancel);

    publisher.publish("r1", null, source, PublishListener.NONE);

    List<RunEvent.Checkpoint> checkpoints =
        events().stream().map(RunEvent::checkpoint).filter(Objects::nonNull).toList();
    assertThat(checkpoints)
        .hasSizeGreaterThan(2)
        .last()
        .isEqualTo(events().get(events().size() - 1).checkpoint());
    assertThat(checkpoints)
        .allSatisfy(point -> assertThat(point.recordId()).isEqualTo(point.sequence() + ".xml"))
        .isSortedAccordingTo(Comparator.comparing(RunEvent.Checkpoint::sequence));
    assertThat(checkpoints).last().extracting(RunEvent.Checkpoint::sequence).isEqualTo(16L);
    assertThat(events()).last().extracting(RunEvent::state).isEqualTo(RunEvent.State.CANCELLED);
  }

  @Test
  void resumesNoRunThatIsSealedOrReadsSomethingElse() {
    RunEvent started = RunEvent.started("r1", null, "a list", NOW);
    KafkaSettings nobody = new KafkaSettings("localhost:1");

    assertThatThrownBy(
            () ->
                publisher(producer)
                    .resume(nobody, started.sealed(7, NOW), ListSource.of(7), PublishListener.NONE))
        .isInstanceOf(UsageException.class)
        .hasMessage("nothing to resume: all 7 documents of r1 were sent");
    assertThatThrownBy(
            () ->
                publisher(producer)
                    .resume(
                        nobody,
                        RunEvent.started("r1", null, "/in", NOW),
                        ListSource.of(7),
                        PublishListener.NONE))
        .hasMessage("the run r1 reads /in, not a list; name the same input");
    assertThatThrownBy(
            () ->
                publisher(producer)
                    .resume(
                        nobody,
                        started.reached(new RunEvent.Checkpoint(3, "4.xml", NOW)),
                        ListSource.of(7),
                        PublishListener.NONE))
        .hasMessageStartingWith("a list is not what it was: its document 3 was 4.xml.");
    assertThat(producer.sent()).isEmpty();
  }

  @Test
  void leavesInOrderWhenInterrupted() {
    ListSource source = ListSource.of(5).before(3, () -> Thread.currentThread().interrupt());
    PublishSummary summary = publisher(producer).publish("r1", null, source, PublishListener.NONE);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(summary.end()).isEqualTo(RunEvent.State.CANCELLED);
    assertThat(events()).last().extracting(RunEvent::total).isEqualTo(3L);
  }

  @Test
  void cancelsTheRunWhenTheSourceFails() {
    ListSource source =
        ListSource.of(5)
            .before(
                3,
                () -> {
                  throw new IllegalStateException("source is broken");
                });
    assertThatThrownBy(() -> publisher(producer).publish("r1", null, source, PublishListener.NONE))
        .hasMessage("source is broken");
    assertThat(events()).last().extracting(RunEvent::total).isEqualTo(2L);
  }

  @Test
  void refusesRunIdsThatAreNotOurs() {
    for (String run : List.of("", "a/b", ItemId.ADHOC)) {
      assertThatThrownBy(
              () -> publisher(producer).publish(run, null, ListSource.of(1), PublishListener.NONE))
          .isInstanceOf(UsageException.class);
    }
    assertThat(producer.sent()).isEmpty();
  }

  private static WorkPublisher publisher(Producer<byte[], byte[]> producer) {
    return new WorkPublisher(producer, TOPICS, SETTINGS, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static boolean isWork(ProducerRecord<byte[], byte[]> produced, String recordId) {
    return produced.topic().equals(TOPICS.work())
        && recordId.equals(new String(produced.key(), UTF_8));
  }

  private List<RunEvent> events() {
    return producer.sentTo(TOPICS.runs()).stream()
        .map(produced -> FleetJson.read(produced.value(), RunEvent.class))
        .toList();
  }

  private List<WorkResult> results() {
    return producer.sentTo(TOPICS.results()).stream()
        .map(produced -> FleetJson.read(produced.value(), WorkResult.class))
        .toList();
  }

  private static String header(ProducerRecord<byte[], byte[]> produced, String name) {
    return new String(produced.headers().lastHeader(name).value(), UTF_8);
  }
}
