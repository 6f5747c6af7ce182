package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.already;
import static io.xmlfleet.progress.Outcomes.loaded;
import static io.xmlfleet.progress.Outcomes.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStateTest {
  private static final RunEvent STARTED = RunEvent.started("run-1", "loans", "in", START);
  private final RunState run = new RunState("run-1", at(0));
  private final RunReporter reporter = new RunReporter(Duration.ofSeconds(60));

  @Test
  void theSameOutcomeTwiceChangesNothing() {
    assertThat(apply(loaded(1))).isEqualTo(ItemChange.CHANGED);
    assertThat(apply(loaded(1))).isEqualTo(ItemChange.NONE);
    assertThat(apply(already(1))).isEqualTo(ItemChange.NONE);
    assertThat(apply(rejected(2, Stage.PARSING))).isEqualTo(ItemChange.CHANGED);
    assertThat(apply(rejected(2, Stage.PARSING))).isEqualTo(ItemChange.NONE);

    ProgressReport report = report(10);
    assertThat(report.counts()).isEqualTo(new ProgressReport.Counts(null, 1, 0, 1));
    assertThat(report.rows()).containsEntry("contact", 2L);
    assertThat(report.workers()).extracting("processed").containsExactly(1L, 1L);
  }

  @Test
  void aReplayMovesAnItemFromFailedToLoaded() {
    apply(rejected(1, Stage.MAPPING));

    assertThat(apply(loaded(1))).isEqualTo(ItemChange.HEALED);
    assertThat(report(1).counts()).isEqualTo(new ProgressReport.Counts(null, 1, 0, 0));
    assertThat(report(1).failuresByStage()).isEmpty();
  }

  @Test
  void anItemThatWasReplayedCountsOnceInTheRate() {
    apply(STARTED);
    apply(rejected(1, Stage.MAPPING));
    apply(loaded(1));

    assertThat(report(10).pace().lastMinuteRecordsPerMinute()).isCloseTo(6, within(1e-6));
  }

  @Test
  void saysWhatEachWorkerDid() {
    apply(loaded(5));
    apply(loaded(1));
    apply(rejected(3, Stage.MAPPING));

    assertThat(report(10).workers())
        .containsExactly(
            new ProgressReport.WorkerShare("host/worker-1", 3, 2, 1, 0.015, START.plusMillis(50)));
  }

  @Test
  void whatWasLoadedBeforeIsDone() {
    assertThat(apply(STARTED.sealed(3, START))).isEqualTo(ItemChange.CHANGED);
    apply(loaded(1));
    apply(already(2));
    assertThat(run.done()).isFalse();
    apply(rejected(3, Stage.PARSING));

    assertThat(run.done()).isTrue();
    assertThat(report(1).state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void anEmptyRunIsDoneWhenItIsSealed() {
    apply(STARTED.sealed(0, START.plusSeconds(3)));

    assertThat(run.takeNewlyDone()).isTrue();
    assertThat(report(9).state()).isEqualTo(State.COMPLETE);
    assertThat(report(9).pace().finishedAt()).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void tellsOnceThatItIsDone() {
    apply(STARTED.sealed(2, START));
    apply(loaded(1));
    assertThat(run.takeNewlyDone()).isFalse();

    apply(rejected(2, Stage.MAPPING));
    assertThat(run.takeNewlyDone()).isTrue();

    apply(loaded(2)); // a replay of thousands must not ask for a report each
    assertThat(run.takeNewlyDone()).isFalse();
  }

  @Test
  void aFailureAtAnotherStageReplacesTheFirst() {
    apply(rejected(1, Stage.MAPPING));
    apply(rejected(1, Stage.INSERTION));

    assertThat(report(1).failuresByStage()).containsOnlyKeys(Stage.INSERTION);
    assertThat(report(1).counts().failed()).isEqualTo(1);
  }

  @Test
  void loadedIsFinalAndWhatContradictsItIsCalledStale() {
    apply(loaded(1));

    assertThat(apply(rejected(1, Stage.MAPPING))).isEqualTo(ItemChange.STALE);
    assertThat(run.deadLetter(1)).isEqualTo(ItemChange.STALE);
    assertThat(run.deadLetter(2)).isEqualTo(ItemChange.NONE);
    assertThat(report(1).counts()).isEqualTo(new ProgressReport.Counts(null, 1, 0, 0));
  }

  @Test
  void aDeadLetterReadBeforeItsItemIsLoadedIsFoundToBeStale() {
    assertThat(run.deadLetter(1)).isEqualTo(ItemChange.NONE);
    assertThat(run.deadLetter(2)).isEqualTo(ItemChange.NONE);
    run.deadLetterResolved(2);
    RunState restored = RunStateCodec.read("run-1", RunStateCodec.write(run));

    assertThat(apply(restored, loaded(1))).isEqualTo(ItemChange.HEALED);
    assertThat(apply(restored, loaded(2))).isEqualTo(ItemChange.CHANGED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42})
  void anyOrderWithAnyDuplicatesGivesTheSameCounts(long seed) {
    Random random = new Random(seed);
    List<WorkResult> outcomes = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      WorkResult first =
          i % 7 == 0
              ? rejected(i, i % 2 == 0 ? Stage.MAPPING : Stage.INSERTION)
              : i % 11 == 0 ? already(i) : loaded(i);
      outcomes.add(first);
      if (random.nextBoolean()) {
        outcomes.add(first);
      }
      if (i % 14 == 0) {
        outcomes.add(loaded(i));
      }
    }
    Collections.shuffle(outcomes, random);

    outcomes.forEach(this::apply);

    long loaded =
        outcomes.stream()
            .filter(r -> r.outcome() instanceof Outcome.Loaded)
            .map(WorkResult::item)
            .distinct()
            .count();
    assertThat(report(60).counts())
        .isEqualTo(new ProgressReport.Counts(null, loaded, 39, 500 - loaded - 39));
    assertThat(report(60).rows()).containsEntry("application", loaded);
  }

  @Test
  void isCompleteWhenEachItemOfASealedRunHasAnOutcome() {
    apply(STARTED);
    apply(loaded(1));
    assertThat(report(1).state()).isEqualTo(State.RUNNING);
    apply(STARTED.sealed(2, START.plusMillis(15)));
    assertThat(report(1).state()).isEqualTo(State.RUNNING);
    apply(rejected(2, Stage.PARSING));

    ProgressReport report = report(1_000);
    assertThat(report.state()).isEqualTo(State.COMPLETE);
    assertThat(report.pace().finishedAt()).isEqualTo(START.plusMillis(20));
    assertThat(report.pace().elapsedSeconds()).isCloseTo(0.02, within(1e-9));
    assertThat(report.pace().etaMinutes()).isEqualTo(0.0);
  }

  @Test
  void aReplayAfterTheEndDoesNotStretchTheRun() {
    apply(STARTED);
    apply(STARTED.sealed(1, START));
    apply(rejected(1, Stage.MAPPING));
    double before = report(100).pace().elapsedSeconds();

    apply(loaded(1));

    assertThat(report(1_000).pace().elapsedSeconds()).isEqualTo(before);
  }

  @Test
  void stallsWaitsAndIsCancelled() {
    apply(STARTED);
    assertThat(report(1_000).state()).as("nobody knows of work left").isEqualTo(State.RUNNING);
    apply(STARTED.sealed(2, START));
    assertThat(report(59).state()).isEqualTo(State.RUNNING);
    assertThat(report(61).state()).isEqualTo(State.STALLED);
    assertThat(reporter.report(run, true, at(61)).state()).isEqualTo(State.WAITING_FOR_DATABASE);
    apply(STARTED.cancelled(1, START.plusSeconds(1)));
    assertThat(report(2).state()).isEqualTo(State.RUNNING);
    apply(loaded(1));
    assertThat(report(2).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void nobodyKnowsTheEndOfARunThatStandsStill() {
    apply(STARTED);
    apply(STARTED.sealed(2, START));
    apply(loaded(1));
    assertThat(report(59).pace().etaMinutes()).isNotNull();

    assertThat(report(61).pace().etaMinutes()).isNull();
    assertThat(reporter.report(run, true, at(1)).pace().etaMinutes()).isNull();
  }

  @Test
  void stallsBeforeItIsSealedIfOutcomesOfWhatWasSentAreMissing() {
    apply(STARTED.reached(new RunEvent.Checkpoint(2, "2.xml", START)));
    apply(loaded(1));
    assertThat(report(59).state()).isEqualTo(State.RUNNING);
    assertThat(report(61).state()).isEqualTo(State.STALLED);

    apply(rejected(2, Stage.MAPPING));
    assertThat(report(1_000).state()).as("all is done that was sent").isEqualTo(State.RUNNING);
  }

  @Test
  void aCancelledRunThatIsResumedGoesOnUntilAllIsDone() {
    RunEvent cancelled = STARTED.cancelled(1, START.plusSeconds(1));
    apply(cancelled);
    apply(loaded(1));
    assertThat(run.facts().doneAt()).isNotNull();

    RunEvent resumed = cancelled.resumed(START.plusSeconds(50));
    apply(resumed);

    assertThat(report(51).state()).isEqualTo(State.RUNNING);
    assertThat(run.facts().doneAt()).isNull();
    run.takeNewlyDone();
    apply(resumed.sealed(2, START.plusSeconds(52)));
    apply(loaded(2));
    assertThat(report(53).state()).isEqualTo(State.COMPLETE);
    assertThat(run.takeNewlyDone()).isTrue();
  }

  @Test
  void measuresRateEtaAndEfficiency() {
    apply(STARTED);
    apply(STARTED.sealed(400, START));
    for (int i = 1; i <= 100; i++) {
      apply(loaded(i));
    }

    ProgressReport.Pace pace = report(30).pace();

    assertThat(pace.recordsPerMinute()).isCloseTo(200, within(1e-6));
    assertThat(pace.lastMinuteRecordsPerMinute()).isCloseTo(200, within(1e-6));
    assertThat(pace.etaMinutes()).isCloseTo(1.5, within(1e-6));
    assertThat(pace.busySeconds()).isCloseTo(0.5, within(1e-6));
    assertThat(pace.parallelEfficiency()).isCloseTo(0.5 / (2 * 0.985), within(1e-6));
  }

  @Test
  void snapshotKeepsEverythingAndStaysSmall() {
    apply(STARTED);
    for (int i = 1; i <= 200_000; i++) {
      apply(i % 1_000 == 0 ? rejected(i, Stage.MAPPING) : loaded(i));
    }

    byte[] snapshot = RunStateCodec.write(run);
    RunState restored = RunStateCodec.read("run-1", snapshot);

    assertThat(snapshot).hasSizeLessThan(5_000);
    assertThat(reporter.report(restored, false, at(3_000)))
        .usingRecursiveComparison()
        .ignoringFields("pace.lastMinuteRecordsPerMinute")
        .isEqualTo(report(3_000));
    assertThat(apply(restored, loaded(5))).isEqualTo(ItemChange.NONE);
  }

  @Test
  void countsRowsThatWereThereApartAndOnlyOnce() {
    WorkResult kept = Outcomes.kept(1);
    apply(kept);
    apply(kept);

    RunState restored = RunStateCodec.read("run-1", RunStateCodec.write(run));

    assertThat(reporter.report(restored, false, at(1)).kept()).isEqualTo(2);
    assertThat(reporter.report(restored, false, at(1)).rows()).isEqualTo(Map.of("application", 1L));
    String before = new String(FleetJson.write(restored.facts()), UTF_8).replace("\"kept\":2,", "");
    assertThat(FleetJson.read(before.getBytes(UTF_8), RunState.Facts.class).kept()).isZero();
  }

  private ItemChange apply(WorkResult result) {
    return apply(run, result);
  }

  private static ItemChange apply(RunState to, WorkResult result) {
    return to.apply(result, at(result.processing().finishedAt()));
  }

  private ItemChange apply(RunEvent event) {
    return run.apply(event, at(event.at()));
  }

  private static Moment at(Instant stamp) {
    return new Moment(stamp, Duration.between(START, stamp));
  }

  private static Moment at(int seconds) {
    return at(START.plusSeconds(seconds));
  }

  private ProgressReport report(int seconds) {
    return reporter.report(run, false, at(seconds));
  }
}
