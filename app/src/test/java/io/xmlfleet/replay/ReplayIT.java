package io.xmlfleet.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.LetterActionCodec;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.publish.ReliableProducer;
import io.xmlfleet.publish.TopicDump;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
  private static final Instant FAILED_AT = Instant.parse("2026-11-24T02:08:12Z");
  private static final ItemId ONE = new ItemId("r1", 1);
  private static final ItemId TWO = new ItemId("r1", 2);
  private static final ItemId THREE = new ItemId("r1", 3);

  private static final ReplayRequest ALL = ReplayRequest.of(DeadLetterFilter.all());
  private static final ReplayRequest OF_R1 = ReplayRequest.of(DeadLetterFilter.all().ofRun("r1"));
  private static final LetterAction ACTION =
      LetterAction.of(LetterAction.Kind.REPLAYED, "id", "ann@host", FAILED_AT, "--run r1");
  private static final Pacer AT_ONCE = new Pacer(null, limit -> false, Clock.systemUTC());

  @TempDir static Path data;
  private static EmbeddedBroker broker;
  private static KafkaSettings kafka;

  private TopicNames topics;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(data, 0);
    kafka = new KafkaSettings(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void createTopics() {
    topics = new TopicNames("t-" + UUID.randomUUID());
    try (Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()))) {
      new TopicSetup(admin)
          .create(topics, new TopicPlan(3, (short) 1, 4_000_000, Duration.ofDays(1)));
    }
  }

  @Test
  void listsWhatIsOpenAndShowsItsLatestVersion() throws Exception {
    send(
        List.of(
            letter(ONE, 1, "<one/>"),
            letter(TWO, 1, "<two/>"),
            letter(ONE, 2, "<one>again</one>"),
            resolved(TWO),
            letter(THREE, 1, null),
            new ProducerRecord<>(topics.deadLetters(), "junk".getBytes(UTF_8), new byte[3])));
    try (DeadLetterReader reader = DeadLetterReader.connect(kafka, topics)) {
      List<DeadLetterEntry> open = reader.list(DeadLetterFilter.all());
      assertThat(open).extracting(DeadLetterEntry::item).containsExactly(ONE, THREE);
      assertThat(open).extracting(DeadLetterEntry::documentBytes).containsExactly(16, -1);
      assertThat(open).extracting(e -> e.head().attempt()).containsExactly(2, 1);

      assertThat(reader.show(ONE))
          .hasValueSatisfying(
              shown -> {
                DeadLetter letter = shown.letter();
                assertThat(letter.document()).asString(UTF_8).isEqualTo("<one>again</one>");
                assertThat(letter.attempt()).isEqualTo(2);
                assertThat(letter.failure().location()).isEqualTo("line 3, column 14");
                assertThat(letter.source()).isEqualTo(new RecordPosition("work", 2, 77));
                assertThat(letter.failedAt()).isEqualTo(FAILED_AT);
              });
      assertThat(reader.show(THREE))
          .hasValueSatisfying(shown -> assertThat(shown.letter().document()).isNull());
      assertThat(reader.show(TWO)).isEmpty();
      assertThat(reader.show(new ItemId("r9", 1))).isEmpty();
    }
  }

  @Test
  void listsNothingOfAnEmptyTopic() {
    try (DeadLetterReader reader = DeadLetterReader.connect(kafka, topics)) {
      assertThat(reader.list(DeadLetterFilter.all())).isEmpty();
      assertThat(reader.show(ONE)).isEmpty();
    }
  }

  @Test
  void believesOnlyCommittedResolutions() throws Exception {
    send(List.of(letter(ONE, 1, "<one/>"), letter(TWO, 1, "<two/>")));
    inTransaction(false, resolved(ONE));
    inTransaction(true, resolved(TWO));
    try (DeadLetterReader reader = DeadLetterReader.connect(kafka, topics)) {
      assertThat(reader.list(DeadLetterFilter.all()))
          .extracting(DeadLetterEntry::item)
          .containsExactly(ONE);
    }
  }

  @Test
  void replaysTheNextAttemptOfTheSameItemUntilItIsResolved() throws Exception {
    send(List.of(letter(ONE, 1, "<one/>"), letter(ONE, 2, "<one>2</one>"), letter(THREE, 1, null)));
    try (Replayer replayer = replayer()) {
      ReplayPlan plan = replayer.plan(OF_R1);
      assertThat(plan.replayable()).extracting(DeadLetterEntry::item).containsExactly(ONE);
      assertThat(plan.withoutDocument()).extracting(DeadLetterEntry::item).containsExactly(THREE);
      assertThat(work()).isEmpty();

      List<Long> progress = new ArrayList<>();
      assertThat(replayer.replay(plan, ACTION, AT_ONCE, progress::add))
          .isEqualTo(new ReplaySummary(Map.of(ONE, 3), 0, List.of(), List.of(), false));
      assertThat(progress).containsExactly(1L);
      assertThat(work())
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item.item()).isEqualTo(ONE);
                assertThat(item.recordId()).isEqualTo("in/1.xml");
                assertThat(item.contract()).isEqualTo("orders");
                assertThat(item.attempt()).isEqualTo(3);
                assertThat(item.document()).asString(UTF_8).isEqualTo("<one>2</one>");
              });

      send(List.of(resolved(ONE))); // as the worker that loaded it does
      ReplayPlan afterwards = replayer.plan(ALL);
      assertThat(afterwards.replayable()).isEmpty();
      assertThat(afterwards.underWay()).isEmpty();
      assertThat(replay(replayer, afterwards).sent()).isEmpty();
      assertThat(work()).hasSize(1);
    }
  }

  @Test
  void sendsNothingTwiceWhileItIsUnderWay() throws Exception {
    send(List.of(letter(ONE, 1, "<one/>")));
    try (Replayer replayer = replayer()) {
      replay(replayer, replayer.plan(ALL));
      ReplayPlan second = replayer.plan(ALL);
      assertThat(second.replayable()).isEmpty();
      assertThat(second.underWay()).extracting(DeadLetterEntry::item).containsExactly(ONE);

      ReplayRequest again = new ReplayRequest(DeadLetterFilter.all(), false, 0, 0, true, null);
      assertThat(replay(replayer, replayer.plan(again)).sent()).containsExactly(Map.entry(ONE, 3));

      send(List.of(letter(ONE, 3, "<one/>"))); // as the worker that rejects it does
      assertThat(replay(replayer, replayer.plan(ALL)).sent()).containsExactly(Map.entry(ONE, 4));
      assertThat(work()).extracting(WorkItem::attempt).containsExactly(2, 3, 4);
    }
  }

  @Test
  void goesOnWhereAReplayStopped() throws Exception {
    Set<ItemId> items = sendMany(100);
    AtomicInteger turns = new AtomicInteger();
    Pacer stopping =
        new Pacer(
            new ReplayRate(10, Duration.ofSeconds(1)),
            limit -> turns.incrementAndGet() > 3,
            Clock.systemUTC());
    try (Replayer replayer = replayer()) {
      ReplaySummary first = replayer.replay(replayer.plan(ALL), ACTION, stopping, count -> {});
      assertThat(first.stopped()).isTrue();
      assertThat(first.sent()).hasSize(30);
      assertThat(first.changed()).isZero();
    }
    try (Replayer replayer = replayer()) {
      ReplayPlan rest = replayer.plan(ALL);
      assertThat(rest.underWay()).hasSize(30);
      assertThat(replay(replayer, rest).sent()).hasSize(70);
    }
    assertThat(work()).extracting(WorkItem::item).containsExactlyInAnyOrderElementsOf(items);
  }

  /** What a process leaves behind that is killed within a transaction. */
  @Test
  void givesUpTheTransactionOfAReplayThatDied() throws Exception {
    Set<ItemId> items = sendMany(20);
    Producer<byte[], byte[]> dead =
        ReliableProducer.transactional(
            kafka, topics.prefix() + ".replay", List.of(topics.work(), topics.deadLetterActions()));
    try {
      dead.beginTransaction();
      List<LetterAction.Acted> acted = new ArrayList<>();
      for (ItemId item : items) {
        dead.send(
                WorkItemCodec.encode(
                    topics.work(), new WorkItem(item, "in", null, 2, new byte[] {'<'})))
            .get(30, TimeUnit.SECONDS);
        acted.add(new LetterAction.Acted(item, 2));
      }
      dead.send(LetterActionCodec.encode(topics.deadLetterActions(), ACTION.on(acted)))
          .get(30, TimeUnit.SECONDS);

      try (Replayer replayer = replayer()) {
        ReplayPlan plan = replayer.plan(ALL);
        assertThat(plan.underWay()).isEmpty();
        assertThat(replay(replayer, plan).sent().keySet()).isEqualTo(items);
      }
      assertThat(work()).extracting(WorkItem::item).containsExactlyInAnyOrderElementsOf(items);
    } finally {
      dead.close(Duration.ZERO);
    }
  }

  @Test
  void endsAnotherReplaySoThatNothingIsSentByBoth() throws Exception {
    Set<ItemId> items = sendMany(20);
    try (Replayer first = replayer();
        Replayer second = replayerAfterPlanOf(first)) {
      assertThatThrownBy(() -> replay(first, planOfFirst))
          .isInstanceOf(InfrastructureException.class)
          .hasMessageContaining("another replay has begun")
          .hasMessageContaining("stopped after 0 of 20 documents; do it again");
      assertThat(replay(second, second.plan(ALL)).sent().keySet()).isEqualTo(items);
    }
    assertThat(work()).extracting(WorkItem::item).containsExactlyInAnyOrderElementsOf(items);
  }

  private ReplayPlan planOfFirst;

  private Replayer replayerAfterPlanOf(Replayer first) {
    planOfFirst = first.plan(ALL);
    return replayer();
  }

  @Test
  void leavesOpenWhatTheWorkTopicDoesNotTakeForItsSize() throws Exception {
    byte[] noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    send(
        List.of(
            letter(ONE, 1, "<one/>"),
            letter(TWO, 1, new String(noise, ISO_8859_1)),
            letter(THREE, 1, "<three/>")));
    limit(topics.work(), 100_000);
    try (Replayer replayer = replayer()) {
      ReplaySummary summary = replay(replayer, replayer.plan(ALL));
      assertThat(summary.sent()).containsOnly(Map.entry(ONE, 2), Map.entry(THREE, 2));
      assertThat(summary.tooLarge()).containsExactly(TWO);
      assertThat(replayer.plan(ALL).replayable())
          .extracting(DeadLetterEntry::item)
          .containsExactly(TWO);
    }
    assertThat(work()).extracting(WorkItem::item).containsExactlyInAnyOrder(ONE, THREE);
  }

  @Test
  void writesDownWhoSentWhat() throws Exception {
    send(List.of(letter(ONE, 1, "<one/>"), letter(TWO, 4, "<two/>")));
    try (Replayer replayer = replayer()) {
      replay(replayer, replayer.plan(ALL));
      assertThat(actions())
          .singleElement()
          .satisfies(
              action -> {
                assertThat(action.kind()).isEqualTo(LetterAction.Kind.REPLAYED);
                assertThat(action.by()).isEqualTo("ann@host");
                assertThat(action.asked()).isEqualTo("--run r1");
                assertThat(action.at()).isAfter(ACTION.at());
                assertThat(action.letters())
                    .containsExactlyInAnyOrder(
                        new LetterAction.Acted(ONE, 2), new LetterAction.Acted(TWO, 5));
              });
    }
  }

  @Test
  void replaysOnlyWhatTheFilterNames() throws Exception {
    send(
        List.of(
            letter(ONE, 1, "<one/>"),
            letter(TWO, 1, "<two/>"),
            letter(new ItemId("r2", 1), 1, "<other/>")));
    DeadLetterFilter filter =
        DeadLetterFilter.all()
            .ofRun("r1")
            .atStages(Set.of(Stage.MAPPING))
            .withRecordIdPart("2.xml")
            .withReasonPart("NO DATE");
    try (Replayer replayer = replayer()) {
      replay(replayer, replayer.plan(ReplayRequest.of(filter)));
    }
    assertThat(work()).extracting(WorkItem::item).containsExactly(TWO);
  }

  @Test
  void replaysManyLargeLettersAmongResolvedOnes() throws Exception {
    Random random = new Random(1);
    Set<ItemId> expected = new HashSet<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    LongStream.rangeClosed(1, 2_000)
        .forEach(
            sequence -> {
              ItemId item = new ItemId("big", sequence);
              boolean large = sequence % 50 == 0;
              records.add(letter(item, 1, "<a>" + sequence + "x".repeat(large ? 900_000 : 10)));
              if (random.nextInt(10) < 7) {
                records.add(resolved(item));
              } else {
                expected.add(item);
              }
            });
    send(records);
    try (Replayer replayer = replayer()) {
      ReplayPlan plan = replayer.plan(ReplayRequest.of(DeadLetterFilter.all().ofRun("big")));
      ReplaySummary summary = replay(replayer, plan);
      assertThat(summary.sent().keySet()).isEqualTo(expected);
      assertThat(summary.changed()).isZero();
      assertThat(summary.tooLarge()).isEmpty();
    }
    List<WorkItem> work = work();
    assertThat(work).extracting(WorkItem::item).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(work)
        .allSatisfy(
            item ->
                assertThat(new String(item.document(), UTF_8))
                    .startsWith("<a>" + item.item().sequence() + "x"));
  }

  private Replayer replayer() {
    return Replayer.connect(kafka, topics, Clock.systemUTC());
  }

  private ReplaySummary replay(Replayer replayer, ReplayPlan plan) {
    ReplaySummary summary = replayer.replay(plan, ACTION, AT_ONCE, count -> {});
    awaitVisible();
    return summary;
  }

  /**
   * A commit is answered before its marker is on every partition, and only then readers see it. The
   * next replay waits for it when it begins; these tests go on with the same one.
   */
  private void awaitVisible() {
    TopicPartition actions = new TopicPartition(topics.deadLetterActions(), 0);
    try (Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()))) {
      while (end(admin, actions, IsolationLevel.READ_COMMITTED)
          != end(admin, actions, IsolationLevel.READ_UNCOMMITTED)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (Exception e) {
      throw new AssertionError("the end of the actions is not known", e);
    }
  }

  private static long end(Admin admin, TopicPartition partition, IsolationLevel level)
      throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
        .partitionResult(partition)
        .get()
        .offset();
  }

  /** Letters of as many items; more than a transaction takes in one partition. */
  private Set<ItemId> sendMany(int count) throws Exception {
    Set<ItemId> items = new HashSet<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long sequence = 1; sequence <= count; sequence++) {
      items.add(new ItemId("r1", sequence));
      records.add(letter(new ItemId("r1", sequence), 1, "<a>" + sequence + "</a>"));
    }
    send(records);
    return items;
  }

  private List<LetterAction> actions() {
    return TopicDump.read(kafka, topics.deadLetterActions()).stream()
        .map(LetterActionCodec::decode)
        .toList();
  }

  private static void limit(String topic, int bytes) throws Exception {
    KafkaUnderTest.limitRecords(kafka, topic, bytes);
  }

  private List<WorkItem> work() {
    return TopicDump.read(kafka, topics.work()).stream().map(WorkItemCodec::decode).toList();
  }

  private ProducerRecord<byte[], byte[]> letter(ItemId item, int attempt, String document) {
    return DeadLetterCodec.encode(
        topics.deadLetters(),
        DeadLetter.of(item, "in/" + item.sequence() + ".xml")
            .contract("orders", "1")
            .attempt(attempt)
            .failure(new Failure(Stage.MAPPING, "no date where one is needed", "line 3, column 14"))
            .worker("host/1")
            .source(document == null ? null : new RecordPosition("work", 2, 77))
            .failedAt(FAILED_AT)
            .document(document == null ? null : document.getBytes(UTF_8))
            .build());
  }

  private ProducerRecord<byte[], byte[]> resolved(ItemId item) {
    return DeadLetterCodec.encodeResolved(topics.deadLetters(), item);
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      for (Future<RecordMetadata> each : sent) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
  }

  private void inTransaction(boolean commit, ProducerRecord<byte[], byte[]> sent) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", "resolver"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(sent).get(30, TimeUnit.SECONDS);
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    return ClientFactory.producer(
        kafka, Map.of("max.request.size", 4_000_000, "compression.type", "lz4"), more);
  }
}
