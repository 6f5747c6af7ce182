package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.loaded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.notice.Notice;
import io.xmlfleet.notice.NoticePolicy;
import io.xmlfleet.notice.NoticeSender;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveTermTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final AggregatorSettings SETTINGS = AggregatorSettings.standard();
  private static final RunEvent STARTED = RunEvent.started("run-1", "loans", "in", START);

  private final MemoryKafka kafka = new MemoryKafka(TOPICS, 2);
  private final TickingClock clock = new TickingClock(START, Duration.ZERO);

  @Test
  void reportsAtOnceAndThenNotBeforeItIsDue() throws Exception {
    try (ActiveTerm term = begin()) {
      put(loaded(1));
      assertThat(loadedBy(term)).containsExactly(1L);

      put(loaded(2));
      clock.advance(SETTINGS.reportEvery().minusMillis(1));
      assertThat(loadedBy(term)).isEmpty();
      clock.advance(Duration.ofMillis(1));
      assertThat(loadedBy(term)).containsExactly(2L);
    }
    assertThat(reports()).extracting(report -> report.counts().loaded()).containsExactly(1L, 2L);
    assertThat(kafka.keys(TOPICS.progress())).containsExactly("run-1", "run-1");
  }

  @Test
  void reportsARunThatIsDoneWithoutDelay() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED.sealed(1, START)));
      assertThat(step(term)).hasSize(1);
      put(loaded(1));
      assertThat(step(term)).singleElement().matches(ProgressReport::finished);
    }
  }

  @Test
  void reportsUnchangedRunsOnEachTickForAsLongAsTheyGoOn() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED));
      assertThat(step(term)).hasSize(1);
      clock.advance(Duration.ofMillis(1_999));
      assertThat(step(term)).isEmpty();
      clock.advance(SETTINGS.reportEvery());
      assertThat(step(term)).hasSize(1);
      assertThat(step(term)).isEmpty();
      clock.advance(Duration.ofMillis(1_999));
      assertThat(step(term)).as("counted from the tick on").isEmpty();
    }
    assertThat(kafka.writer().commitCount()).as("nothing to say costs nothing").isEqualTo(2);
  }

  @Test
  void savesWhenItIsDueAndTheNextTermGoesOnFromThere() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED));
      put(loaded(1));
      step(term);
      clock.advance(SETTINGS.snapshotEvery().minusMillis(1));
      step(term);
      assertThat(kafka.records(TOPICS.aggregatorState())).isEmpty();
      clock.advance(Duration.ofMillis(1));
      step(term);
      assertThat(kafka.keys(TOPICS.aggregatorState())).containsExactly("run:run-1", "positions");
      clock.advance(SETTINGS.snapshotEvery());
      step(term);
      assertThat(kafka.records(TOPICS.aggregatorState())).as("nothing new").hasSize(2);
    }
    put(loaded(2));
    try (ActiveTerm next = begin()) {
      assertThat(loadedBy(next)).containsExactly(2L);
      assertThat(reports().get(reports().size() - 1).rows()).containsEntry("application", 2L);
    }
    assertThat(kafka.open()).isZero();
  }

  @Test
  void finishesWithWhatIsThereWheneverItWasWoken() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED));
      step(term);
      put(loaded(1));
      term.wake();
      assertThatThrownBy(() -> step(term)).isInstanceOf(WakeupException.class);
      term.finish();
      assertThat(kafka.keys(TOPICS.aggregatorState())).containsExactly("run:run-1", "positions");
      assertThat(reports()).last().matches(report -> report.counts().loaded() == 1);

      put(loaded(2));
      term.wake(); // when its step has ended already
      term.finish();
    }
    try (ActiveTerm next = begin()) {
      assertThat(loadedBy(next)).containsExactly(2L);
    }
  }

  @Test
  void readsNothingAgainThatItsSnapshotHas() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED));
      put(loaded(1));
      step(term);
      term.finish();
    }
    kafka.delete(TOPICS.runs());
    kafka.delete(TOPICS.results());
    put(loaded(2));

    try (ActiveTerm next = begin()) {
      assertThat(step(next))
          .singleElement()
          .satisfies(
              report -> {
                assertThat(report.contract()).isEqualTo("loans");
                assertThat(report.counts().loaded()).isEqualTo(2);
                assertThat(report.rows()).containsEntry("application", 2L);
              });
    }
  }

  @Test
  void finishSavesAndReportsWhatWasReadLast() throws Exception {
    try (ActiveTerm term = begin()) {
      step(term);
      put(loaded(1));
      step(term);
      assertThat(reports()).isEmpty();
      term.finish();
    }
    assertThat(reports()).hasSize(1);
    assertThat(kafka.keys(TOPICS.aggregatorState())).containsExactly("run:run-1", "positions");
  }

  @Test
  void readsOutcomesAgainThatNoSnapshotHas() throws Exception {
    try (ActiveTerm term = begin()) {
      put(loaded(1));
      step(term);
    }
    try (ActiveTerm next = begin()) {
      assertThat(loadedBy(next)).containsExactly(1L);
    }
  }

  @Test
  void takesInPartitionsThatAreAdded() throws Exception {
    try (ActiveTerm term = begin()) {
      step(term);
      kafka.addPartition(TOPICS.results());
      ProducerRecord<byte[], byte[]> outcome = ResultCodec.encode(TOPICS.results(), loaded(1));
      kafka.put(new ProducerRecord<>(outcome.topic(), 2, outcome.key(), outcome.value()));
      clock.advance(Duration.ofMillis(4_999));
      assertThat(step(term)).isEmpty();
      clock.advance(Duration.ofMillis(1));
      step(term);
      clock.advance(SETTINGS.reportEvery());
      assertThat(loadedBy(term)).containsExactly(1L);
    }
  }

  @Test
  void takesALetterOfALoadedItemAway() throws Exception {
    try (ActiveTerm term = begin()) {
      put(loaded(1));
      kafka.put(Outcomes.letter(TOPICS.deadLetters(), 1));
      kafka.put(Outcomes.letter(TOPICS.deadLetters(), 2));
      step(term);
      clock.advance(Duration.ofSeconds(1));
      step(term);
    }
    assertThat(kafka.records(TOPICS.deadLetters()))
        .filteredOn(one -> one.value() == null)
        .singleElement()
        .satisfies(one -> assertThat(new String(one.key(), UTF_8)).isEqualTo("run-1/1"));
  }

  @Test
  void isFencedByItsSuccessorAndPublishesNothingMore() throws Exception {
    ActiveTerm zombie = begin();
    step(zombie);
    ActiveTerm successor = begin();
    put(loaded(1));
    clock.advance(SETTINGS.reportEvery());

    assertThatThrownBy(() -> step(zombie)).isInstanceOf(ProducerFencedException.class);
    assertThat(reports()).isEmpty();
    assertThat(step(successor)).hasSize(1);

    zombie.close();
    successor.close();
    assertThat(kafka.open()).isZero();
  }

  @Test
  void passesOverASnapshotThatCannotBeRead() throws Exception {
    for (String key : List.of("run:run-1", "positions", "something else")) {
      kafka.put(state(key, new byte[] {1, 2, 3}));
      kafka.put(state(key, null));
    }
    kafka.put(new ProducerRecord<>(TOPICS.aggregatorState(), 0, null, new byte[] {1}));
    put(loaded(1));

    try (ActiveTerm term = begin()) {
      assertThat(loadedBy(term)).containsExactly(1L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "[]",
        "{}",
        "{\"item\":null}",
        "<a/>",
        "\u0000\u0000\u0000\u0000\u0001",
        "{\"positions\":[{\"topic\":\"xmlfleet.results\",\"partition\":0,\"offset\":-1}]}"
      })
  void goesOnBehindWhateverStandsOnATopic(String foreign) throws Exception {
    for (String topic :
        List.of(TOPICS.runs(), TOPICS.results(), TOPICS.deadLetters(), TOPICS.aggregatorState())) {
      for (String key : Arrays.asList(null, "", "run-1", "run-2/1", "run:run-2", "positions")) {
        byte[] name = key == null ? null : key.getBytes(UTF_8);
        kafka.put(new ProducerRecord<>(topic, 0, name, foreign.getBytes(UTF_8)));
        kafka.put(
            new ProducerRecord<>(
                topic,
                0,
                name,
                foreign.getBytes(UTF_8),
                List.of(new RecordHeader("xmlfleet-kind", "worker".getBytes(UTF_8)))));
      }
    }
    put(loaded(1));

    try (ActiveTerm term = begin()) {
      assertThat(step(term))
          .filteredOn(report -> report.run().equals("run-1"))
          .extracting(report -> report.counts().loaded())
          .containsExactly(1L);
      term.finish();
    }
    try (ActiveTerm next = begin()) {
      put(loaded(2));
      assertThat(step(next))
          .filteredOn(report -> report.run().equals("run-1"))
          .extracting(report -> report.counts().loaded())
          .containsExactly(2L);
    }
  }

  @Test
  void closesItsClientsIfItCannotBegin() {
    TopicNames missing = new TopicNames("missing");

    assertThatThrownBy(() -> ActiveTerm.begin(kafka, missing, SETTINGS, clock))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("missing.aggregator-state");
    assertThat(kafka.open()).isZero();
  }

  @Test
  void reportsFinishedRunsAgainWhenTheirTopicWasDeleted() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED.sealed(1, START)));
      put(loaded(1));
      step(term);
      clock.advance(Duration.ofSeconds(5));
      assertThat(step(term)).isEmpty();
      kafka.recreate(TOPICS.progress());

      clock.advance(Duration.ofSeconds(5));
      step(term);

      assertThat(reports()).singleElement().matches(ProgressReport::finished);
    }
  }

  @Test
  void shortensAReportThatItsTopicDoesNotTakeAndGoesOn() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED.sealed(3, START)));
      put(loaded(1));
      step(term);
      int whole = kafka.records(TOPICS.progress()).get(0).value().length;
      kafka.limit(TOPICS.progress(), whole - 1);
      put(loaded(2));
      clock.advance(SETTINGS.reportEvery());
      step(term);
      assertThat(reports()).last().matches(report -> report.counts().loaded() == 2);
      assertThat(reports()).last().matches(report -> report.workers().isEmpty());

      kafka.limit(TOPICS.progress(), 10);
      put(loaded(3));
      put(event(RunEvent.started("run-2", null, "in", START)));
      clock.advance(SETTINGS.reportEvery());
      step(term);
      kafka.limit(TOPICS.progress(), 1_000_000);
      put(event(RunEvent.started("run-3", null, "in", START)));
      clock.advance(SETTINGS.reportEvery());
      step(term);
      assertThat(reports()).last().matches(report -> report.run().equals("run-3"));
    }
  }

  @Test
  void readsAgainWhatItsSnapshotsCannotHold() throws Exception {
    kafka.limit(TOPICS.aggregatorState(), 10);
    try (ActiveTerm term = begin()) {
      put(event(STARTED));
      put(loaded(1));
      step(term);
      term.finish();
    }
    assertThat(kafka.records(TOPICS.aggregatorState())).isEmpty();
    put(loaded(2));
    try (ActiveTerm next = begin()) {
      assertThat(loadedBy(next)).containsExactly(2L);
    }
  }

  @Test
  void takesRunsThatAreForgottenOffTheTopics() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED));
      put(loaded(1));
      step(term);
      clock.advance(SETTINGS.keepRuns().plusDays(1));
      put(event(RunEvent.started("run-2", null, "in", clock.instant())));
      step(term);

      for (String topic : List.of(TOPICS.progress(), TOPICS.runs(), TOPICS.aggregatorState())) {
        assertThat(kafka.records(topic))
            .as(topic)
            .filteredOn(one -> one.value() == null)
            .extracting(one -> new String(one.key(), UTF_8))
            .containsExactly(topic.equals(TOPICS.aggregatorState()) ? "run:run-1" : "run-1");
      }
      term.finish();
    }
    try (ActiveTerm next = begin()) {
      assertThat(step(next)).extracting(ProgressReport::run).containsExactly("run-2");
    }
  }

  @Test
  void forgetsRunsWhereItMayNotWriteOfThem() throws Exception {
    kafka.forbid(TOPICS.runs());
    try (ActiveTerm term = begin()) {
      put(event(STARTED));
      step(term);
      clock.advance(SETTINGS.keepRuns().plusDays(1));
      put(event(RunEvent.started("run-2", null, "in", clock.instant())));
      step(term);

      assertThat(kafka.records(TOPICS.progress())).anyMatch(one -> one.value() == null);
      assertThat(kafka.records(TOPICS.runs())).allMatch(one -> one.value() != null);
    }
  }

  /** Keeps what it is given until the test says that it is through. */
  private static final class Told implements NoticeSender {
    private final Map<String, Notice> waiting = new LinkedHashMap<>();
    private final List<Notice> through = new ArrayList<>();
    private final List<String> all = new ArrayList<>();

    @Override
    public void send(Notice notice) {
      if (waiting.put(notice.id(), notice) == null) {
        all.add(notice.id());
      }
    }

    void allThrough() {
      through.addAll(waiting.values());
      waiting.clear();
    }

    @Override
    public List<Notice> takeDone() {
      List<Notice> taken = List.copyOf(through);
      through.clear();
      return taken;
    }

    @Override
    public void forget() {
      waiting.clear();
    }

    @Override
    public void close() {}
  }

  @Test
  void tellsOnceWhatHappensAlsoOverATakeOver() throws Exception {
    Told told = new Told();
    AggregatorSettings telling = SETTINGS.telling(new NoticePolicy(0.1, told));
    try (ActiveTerm term = ActiveTerm.begin(kafka, TOPICS, telling, clock)) {
      put(event(STARTED.sealed(2, START)));
      put(loaded(1));
      step(term);
      clock.advance(SETTINGS.stalledAfter().plusSeconds(1));
      step(term);
      assertThat(told.all).containsExactly("run-1/STALLED/1");
    }
    told.all.clear();
    try (ActiveTerm next = ActiveTerm.begin(kafka, TOPICS, telling, clock)) {
      step(next);
      clock.advance(SETTINGS.stalledAfter().plusSeconds(1));
      step(next);
      assertThat(told.all).as("nobody had taken it").containsExactly("run-1/STALLED/1");
      told.allThrough();
      step(next);
      next.finish();
    }
    told.all.clear();
    try (ActiveTerm next = ActiveTerm.begin(kafka, TOPICS, telling, clock)) {
      step(next); // that it stands still is not known yet
      clock.advance(SETTINGS.stalledAfter().plusSeconds(1));
      step(next);
      assertThat(told.all).as("it was told").isEmpty();

      put(loaded(2));
      step(next);
      clock.advance(SETTINGS.reportEvery());
      step(next);
      assertThat(told.all).containsExactly("run-1/RUN_ENDED/1");
      told.allThrough();
      step(next);
      next.finish();
    }
    told.all.clear();
    try (ActiveTerm next = ActiveTerm.begin(kafka, TOPICS, telling, clock)) {
      step(next);
      assertThat(told.all).isEmpty();
    }
  }

  @Test
  void doesNotTellWhatWasOverBeforeAnybodyWasToBeTold() throws Exception {
    try (ActiveTerm term = begin()) {
      put(event(STARTED.sealed(1, START)));
      put(loaded(1));
      step(term);
      term.finish();
    }
    Told told = new Told();
    AggregatorSettings telling = SETTINGS.telling(new NoticePolicy(0.1, told));
    try (ActiveTerm term = ActiveTerm.begin(kafka, TOPICS, telling, clock)) {
      assertThat(step(term)).hasSize(1);
      put(event(RunEvent.started("run-2", "loans", "in", START).sealed(0, START)));
      clock.advance(SETTINGS.reportEvery());
      step(term);
      assertThat(told.all).containsExactly("run-2/RUN_ENDED/1");
    }
  }

  private ActiveTerm begin() throws InterruptedException {
    return ActiveTerm.begin(kafka, TOPICS, SETTINGS, clock);
  }

  private static List<ProgressReport> step(ActiveTerm term) {
    return term.step(Duration.ZERO);
  }

  private static List<Long> loadedBy(ActiveTerm term) {
    return step(term).stream().map(report -> report.counts().loaded()).toList();
  }

  private List<ProgressReport> reports() {
    return kafka.records(TOPICS.progress()).stream()
        .map(one -> FleetJson.read(one.value(), ProgressReport.class))
        .toList();
  }

  private void put(WorkResult result) {
    kafka.put(ResultCodec.encode(TOPICS.results(), result));
  }

  private void put(ProducerRecord<byte[], byte[]> produced) {
    kafka.put(produced);
  }

  private static ProducerRecord<byte[], byte[]> event(RunEvent event) {
    return new ProducerRecord<>(TOPICS.runs(), event.run().getBytes(UTF_8), FleetJson.write(event));
  }

  private static ProducerRecord<byte[], byte[]> state(String key, byte[] value) {
    return new ProducerRecord<>(TOPICS.aggregatorState(), 0, key.getBytes(UTF_8), value);
  }
}
