package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.loaded;
import static io.xmlfleet.progress.Outcomes.rejected;
import static io.xmlfleet.progress.Outcomes.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatorStateTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final RunEvent STARTED = RunEvent.started("run-1", "loans", "in", START);

  private final TickingClock clock = new TickingClock(START, Duration.ZERO);
  private final AggregatorState state = new AggregatorState(TOPICS, clock);
  private final RunReporter reporter = new RunReporter(Duration.ofSeconds(60));
  private static final Moment NOW = new Moment(START, Duration.ZERO);
  private long offset;

  @Test
  void countsOutcomesByRunAndRemembersWhereItWas() {
    read(event(STARTED));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(ResultCodec.encode(TOPICS.results(), rejected(2, Stage.PARSING)));

    assertThat(reports(false))
        .singleElement()
        .extracting(ProgressReport::counts)
        .isEqualTo(new ProgressReport.Counts(null, 1, 0, 1));
    assertThat(state.positions())
        .containsOnly(
            Map.entry(new TopicPartition(TOPICS.runs(), 0), 1L),
            Map.entry(new TopicPartition(TOPICS.results(), 0), 3L));
  }

  @Test
  void passesOverWhatIsNotOursAndGoesOnBehindIt() {
    for (String topic : List.of(TOPICS.results(), TOPICS.deadLetters(), TOPICS.runs())) {
      read(new ProducerRecord<>(topic, null, "no".getBytes(UTF_8)));
      assertThat(state.positions()).containsEntry(new TopicPartition(topic, 0), offset);
    }
    read(new ProducerRecord<>(TOPICS.runs(), "run-1".getBytes(UTF_8), null));

    assertThat(reports(true)).isEmpty();
    assertThat(state.takeUnsaved()).isEmpty();
  }

  @Test
  void tellsHowWorkersAreAlsoWhenNothingGoesOn() {
    read(event(STARTED));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(event(STARTED.sealed(1, START)));
    assertThat(reports(true)).hasSize(1);

    clock.advance(Duration.ofSeconds(10));
    assertThat(reports(true)).as("nobody said anything").isEmpty();
    String worker = loaded(1).processing().worker();
    read(
        ResultCodec.encode(
            TOPICS.results(), status(worker, WorkerStatus.State.WAITING_FOR_BROKER, START)));
    assertThat(reports(false)).isEmpty();
    assertThat(reports(true))
        .singleElement()
        .satisfies(
            report ->
                assertThat(report.workers())
                    .singleElement()
                    .extracting(share -> share.told().state())
                    .isEqualTo(WorkerStatus.State.WAITING_FOR_BROKER));
    read(ResultCodec.encode(TOPICS.results(), status(worker, WorkerStatus.State.WORKING, START)));
    assertThat(reports(true)).as("so soon").isEmpty();
  }

  @Test
  void savesThatALetterIsThereOrGoneBeforeItIsPassed() {
    read(event(STARTED));
    state.takeUnsaved();
    read(Outcomes.letter(TOPICS.deadLetters(), 1));
    assertThat(savedLetters()).containsExactly(true);

    read(DeadLetterCodec.encodeResolved(TOPICS.deadLetters(), new ItemId("run-1", 1)));
    assertThat(savedLetters()).containsExactly(false);
  }

  /** Of the runs that are to be saved, whether item 1 has a letter. */
  private List<Boolean> savedLetters() {
    return state.takeUnsaved().stream().map(run -> run.items().letters().contains(1)).toList();
  }

  @Test
  void reportsARunOnceAfterEachChangeAndOnATickForAsLongAsItGoesOn() {
    read(event(STARTED));
    assertThat(reports(false)).hasSize(1);
    assertThat(reports(false)).isEmpty();
    assertThat(reports(true)).as("time alone changes a rate").hasSize(1);

    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    assertThat(reports(false)).hasSize(1);
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    assertThat(reports(false)).as("the same outcome again").isEmpty();
    read(event(STARTED));
    assertThat(reports(false)).as("the same event again").isEmpty();

    read(event(STARTED.sealed(1, START)));
    assertThat(reports(true)).extracting(ProgressReport::state).containsExactly(State.COMPLETE);
    assertThat(reports(true)).as("it is over").isEmpty();
  }

  @Test
  void saysThatSomebodyWaitsForAReportOnlyWhenARunIsDone() {
    read(event(STARTED.sealed(2, START)));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    assertThat(state.hasNewlyDone()).isFalse();

    read(ResultCodec.encode(TOPICS.results(), loaded(2)));
    assertThat(state.hasNewlyDone()).isTrue();
    read(event(RunEvent.started("run-2", null, "in", START)));
    assertThat(state.hasNewlyDone()).as("another run's change").isTrue();

    reports(false);
    assertThat(state.hasNewlyDone()).isFalse();
  }

  @Test
  void savesWhatChangedSinceItWasSavedLast() {
    read(event(STARTED));
    assertThat(state.takeUnsaved()).extracting(RunState::run).containsExactly("run-1");
    assertThat(state.takeUnsaved()).isEmpty();
  }

  @Test
  void reportsWhatItWasRestoredWith() {
    RunState run = new RunState("run-1", NOW);
    run.apply(loaded(1), NOW);
    state.restore(run);
    state.restorePositions(Map.of(new TopicPartition(TOPICS.results(), 0), 7L));

    assertThat(reports(false)).extracting(report -> report.counts().loaded()).containsExactly(1L);
    assertThat(state.positions()).containsValue(7L);
    assertThat(state.takeUnsaved()).isEmpty();
  }

  @Test
  void resolvesALetterOfALoadedItemWhicheverComesFirst() {
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(Outcomes.letter(TOPICS.deadLetters(), 1));
    assertThat(state.takeUnresolved()).containsExactly(new ItemId("run-1", 1));
    assertThat(state.takeUnresolved()).isEmpty();

    read(Outcomes.letter(TOPICS.deadLetters(), 2));
    assertThat(state.takeUnresolved()).isEmpty();
    read(ResultCodec.encode(TOPICS.results(), loaded(2)));
    assertThat(state.takeUnresolved()).containsExactly(new ItemId("run-1", 2));
  }

  @Test
  void leavesALetterThatSomebodyHasResolved() {
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(Outcomes.letter(TOPICS.deadLetters(), 1));
    read(new ProducerRecord<>(TOPICS.deadLetters(), "run-1/1".getBytes(UTF_8), null));
    assertThat(state.takeUnresolved()).isEmpty();

    read(Outcomes.letter(TOPICS.deadLetters(), 2));
    read(new ProducerRecord<>(TOPICS.deadLetters(), "run-1/2".getBytes(UTF_8), null));
    read(ResultCodec.encode(TOPICS.results(), loaded(2)));
    assertThat(state.takeUnresolved()).isEmpty();
  }

  @Test
  void aLateRejectionOfALoadedItemResolvesItsLetter() {
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    reports(false);
    read(ResultCodec.encode(TOPICS.results(), rejected(1, Stage.MAPPING)));

    assertThat(state.takeUnresolved()).containsExactly(new ItemId("run-1", 1));
    assertThat(reports(false)).as("loaded is final").isEmpty();
  }

  @Test
  void runsWaitForADatabaseOfWhichAWorkerSaysSo() {
    read(event(STARTED.sealed(2, START)));
    read(
        ResultCodec.encode(
            TOPICS.results(), status("w", WorkerStatus.State.WAITING_FOR_DATABASE, START)));

    assertThat(reports(true))
        .extracting(ProgressReport::state)
        .containsExactly(State.WAITING_FOR_DATABASE);
    assertThat(state.positions()).containsEntry(new TopicPartition(TOPICS.results(), 0), 2L);
  }

  @ParameterizedTest
  @ValueSource(longs = {-90, 90})
  void believesNoWorkersClock(long seconds) {
    read(event(STARTED.sealed(1_000, START)));
    for (int i = 1; i <= 100; i++) {
      clock.advance(Duration.ofSeconds(1));
      read(ResultCodec.encode(TOPICS.results(), at(i, clock.instant().plusSeconds(seconds))));
    }

    ProgressReport report = reports(true).get(0);
    assertThat(report.state()).isEqualTo(State.RUNNING);
    assertThat(report.pace().lastMinuteRecordsPerMinute()).isCloseTo(60, within(1.5));
    clock.advance(Duration.ofSeconds(61));
    assertThat(reports(true).get(0).state()).isEqualTo(State.STALLED);
  }

  @Test
  void goesOnWhenItsOwnClockIsSet() {
    read(event(STARTED.sealed(1_000, START)));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    clock.set(Duration.ofMinutes(10));
    assertThat(reports(true).get(0).state()).isEqualTo(State.RUNNING);
    clock.set(Duration.ofMinutes(-20));
    clock.advance(Duration.ofSeconds(61));
    assertThat(reports(true).get(0).state()).isEqualTo(State.STALLED);
  }

  @Test
  void takesTimesFromTheBrokerWhereItGivesThem() {
    Instant began = START.plusSeconds(3_000);
    read(event(STARTED), began);
    read(event(STARTED.sealed(1, START.plusSeconds(10))), began.plusSeconds(10));
    read(
        ResultCodec.encode(TOPICS.results(), at(1, START.minusSeconds(77))), began.plusSeconds(30));

    ProgressReport report = reports(false).get(0);
    assertThat(report.pace().startedAt()).isEqualTo(began);
    assertThat(report.pace().finishedAt()).isEqualTo(began.plusSeconds(30));
    assertThat(report.workers().get(0).lastSeen()).isEqualTo(began.plusSeconds(30));
  }

  @Test
  void takesTheLastEventOfARunAlsoFromAMachineWhoseClockIsBehind() {
    read(event(STARTED.cancelled(1, START.plusSeconds(600))));
    read(event(STARTED.resumed(START)));
    read(event(STARTED.sealed(2, START.plusSeconds(1))));
    read(ResultCodec.encode(TOPICS.results(), loaded(1)));
    read(ResultCodec.encode(TOPICS.results(), loaded(2)));

    assertThat(reports(false).get(0).state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void putsWorkersThatAreGoneIntoOneLineAndCountsTheTimeInWhichTheyWereThere() {
    read(event(STARTED));
    for (int process = 1; process <= 5; process++) {
      String worker = "host-" + process + "/worker-1";
      for (int i = 1; i <= 10; i++) {
        clock.advance(Duration.ofSeconds(1));
        read(ResultCodec.encode(TOPICS.results(), by(worker, 10L * process + i, 1_000_000)));
      }
      if (process == 2) { // killed
        clock.advance(WorkerStatuses.GONE_AFTER.plusSeconds(1));
      } else if (process < 5) {
        read(stopped(worker));
      }
      reports(true);
    }

    ProgressReport report = reports(true).get(0);
    assertThat(report.workers())
        .extracting(WorkerShare::worker)
        .containsExactly(WorkerShare.GONE, "host-5/worker-1");
    assertThat(report.workers().get(0).processed()).isEqualTo(40);
    assertThat(report.pace().parallelEfficiency()).isCloseTo(1, within(0.001));
  }

  @Test
  void countsTheTimeInWhichAWorkerHadNothingToDo() {
    read(event(STARTED));
    read(ResultCodec.encode(TOPICS.results(), by("h/worker-1", 1, 1_000_000)));
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      read(
          ResultCodec.encode(
              TOPICS.results(), status("h/worker-1", WorkerStatus.State.WORKING, clock.instant())));
      reports(true);
    }

    assertThat(reports(true).get(0).pace().parallelEfficiency()).isCloseTo(0.25, within(0.01));
  }

  @Test
  void staysSmallWhateverIsWrittenToItsTopics() {
    String longName = "x".repeat(100_000);
    read(event(RunEvent.started("run-1", "loans", longName, START)));
    for (int i = 1; i <= 10_000; i++) {
      WorkResult result = by("host-" + i + "/worker-1" + (i % 2_000 == 0 ? longName : ""), i, 1);
      read(
          ResultCodec.encode(
              TOPICS.results(),
              new WorkResult(
                  result.item(),
                  "doc",
                  null,
                  1,
                  new Outcome.Loaded(Map.of("table-" + i % 3_000, 1L)),
                  result.processing())));
    }

    ProgressReport report = reports(false).get(0);
    assertThat(FleetJson.write(report)).hasSizeLessThan(100_000);
    assertThat(report.workers().stream().mapToLong(WorkerShare::processed).sum()).isEqualTo(10_000);
    assertThat(report.rows().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
    assertThat(RunStateCodec.write(state.takeUnsaved().get(0))).hasSizeLessThan(100_000);
  }

  @Test
  void isSilentAboutARunOfWhichNothingWasHeardForLong() {
    read(event(STARTED));
    clock.advance(Duration.ofSeconds(599));
    assertThat(reports(true)).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(reports(true)).isEmpty();
  }

  @Test
  void forgetsRunsThatAreOldByTheNewestRecordAndByItsOwnClock() {
    read(event(STARTED));
    read(event(RunEvent.started("run-2", null, "in", START.plusSeconds(86_400))));
    clock.advance(Duration.ofDays(1));
    Duration kept = Duration.ofHours(23);
    assertThat(state.takeExpired(Duration.ofHours(25))).isEmpty();
    assertThat(state.takeExpired(kept)).containsExactly("run-1");
    assertThat(state.takeExpired(kept)).isEmpty();
    assertThat(reports(false)).extracting(ProgressReport::run).containsExactly("run-2");

    clock.set(Duration.ofDays(1_000));
    clock.advance(Duration.ofMinutes(11));
    assertThat(state.takeExpired(kept)).as("nothing newer stands on the topics").isEmpty();
    clock.set(Duration.ofDays(-1_000));
    read(event(RunEvent.started("run-3", null, "in", START.plus(Duration.ofDays(9_000)))));
    assertThat(state.takeExpired(kept)).as("somebody's clock is ahead").isEmpty();
  }

  @Test
  void readsASnapshotOfTheFormerVersion() {
    byte[] facts =
        """
        {"rows":{"application":1},"workers":{"h/worker-1":{"processed":1,"loaded":1,"failed":0,\
        "busyMicros":5000,"lastSeen":"2026-11-24T18:00:00Z"}},\
        "lastOutcomeAt":"2026-11-24T18:00:00Z"}"""
            .getBytes(UTF_8);

    RunState.Facts read = FleetJson.read(facts, RunState.Facts.class);

    assertThat(read.workers().get("h/worker-1").present()).isEqualTo(5_000);
  }

  private static WorkResult at(long sequence, Instant finishedAt) {
    WorkResult result = loaded(sequence);
    Processing processing = result.processing();
    return new WorkResult(
        result.item(),
        result.recordId(),
        null,
        1,
        result.outcome(),
        new Processing(
            "loans", "v1", processing.worker(), null, finishedAt, processing.busyMicros()));
  }

  private WorkResult by(String worker, long sequence, long busyMicros) {
    WorkResult result = loaded(sequence);
    return new WorkResult(
        result.item(),
        result.recordId(),
        null,
        1,
        result.outcome(),
        new Processing("loans", "v1", worker, null, clock.instant(), busyMicros));
  }

  private ProducerRecord<byte[], byte[]> stopped(String worker) {
    return ResultCodec.encode(
        TOPICS.results(), status(worker, WorkerStatus.State.STOPPED, clock.instant()));
  }

  private List<ProgressReport> reports(boolean all) {
    return state.takeReports(reporter, all);
  }

  private static ProducerRecord<byte[], byte[]> event(RunEvent event) {
    return new ProducerRecord<>(TOPICS.runs(), event.run().getBytes(UTF_8), FleetJson.write(event));
  }

  private void read(ProducerRecord<byte[], byte[]> produced) {
    read(produced, TimestampType.CREATE_TIME, 0);
  }

  private void read(ProducerRecord<byte[], byte[]> produced, Instant appended) {
    read(produced, TimestampType.LOG_APPEND_TIME, appended.toEpochMilli());
  }

  private void read(ProducerRecord<byte[], byte[]> produced, TimestampType type, long timestamp) {
    state.apply(
        new ConsumerRecord<>(
            produced.topic(),
            0,
            offset++,
            timestamp,
            type,
            0,
            0,
            produced.key(),
            produced.value(),
            produced.headers(),
            Optional.empty()));
  }
}
