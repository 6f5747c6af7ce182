package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.already;
import static io.xmlfleet.progress.Outcomes.loaded;
import static io.xmlfleet.progress.Outcomes.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStateTest {
  private static final RunEvent STARTED = RunEvent.started("run-1", "loans", "in", START);
  private final RunState run = new RunState("run-1");
  private final RunReporter reporter = new RunReporter(Duration.ofSeconds(60));

  @Test
  void theSameOutcomeTwiceChangesNothing() {
    assertThat(run.apply(loaded(1))).isEqualTo(ItemChange.CHANGED);
    assertThat(run.apply(loaded(1))).isEqualTo(ItemChange.NONE);
    assertThat(run.apply(already(1))).isEqualTo(ItemChange.NONE);
    assertThat(run.apply(rejected(2, Stage.PARSING))).isEqualTo(ItemChange.CHANGED);
    assertThat(run.apply(rejected(2, Stage.PARSING))).isEqualTo(ItemChange.NONE);

    ProgressReport report = report(10);
    assertThat(report.counts()).isEqualTo(new ProgressReport.Counts(null, 1, 0, 1));
    assertThat(report.rows()).containsEntry("contact", 2L);
    assertThat(report.workers()).extracting("processed").containsExactly(1L, 1L);
  }

  @Test
  void aReplayMovesAnItemFromFailedToLoaded() {
    run.apply(rejected(1, Stage.MAPPING));

    assertThat(run.apply(loaded(1))).isEqualTo(ItemChange.HEALED);
    assertThat(report(1).counts()).isEqualTo(new ProgressReport.Counts(null, 1, 0, 0));
    assertThat(report(1).failuresByStage()).isEmpty();
  }

  @Test
  void anItemThatWasReplayedCountsOnceInTheRate() {
    run.apply(STARTED);
    run.apply(rejected(1, Stage.MAPPING));
    run.apply(loaded(1));

    assertThat(report(10).pace().lastMinuteRecordsPerMinute()).isCloseTo(6, within(1e-6));
  }

  @Test
  void saysWhatEachWorkerDid() {
    run.apply(loaded(5));
    run.apply(loaded(1));
    run.apply(rejected(3, Stage.MAPPING));

    assertThat(report(10).workers())
        .containsExactly(
            new ProgressReport.WorkerShare("host/worker-1", 3, 2, 1, 0.015, START.plusMillis(50)));
  }

  @Test
  void whatWasLoadedBeforeIsDone() {
    assertThat(run.apply(STARTED.sealed(3, START))).isEqualTo(ItemChange.CHANGED);
    run.apply(loaded(1));
    run.apply(already(2));
    assertThat(run.done()).isFalse();
    run.apply(rejected(3, Stage.PARSING));

    assertThat(run.done()).isTrue();
    assertThat(report(1).state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void anEmptyRunIsDoneWhenItIsSealed() {
    run.apply(STARTED.sealed(0, START.plusSeconds(3)));

    assertThat(run.takeNewlyDone()).isTrue();
    assertThat(report(9).state()).isEqualTo(State.COMPLETE);
    assertThat(report(9).pace().finishedAt()).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void tellsOnceThatItIsDone() {
    run.apply(STARTED.sealed(2, START));
    run.apply(loaded(1));
    assertThat(run.takeNewlyDone()).isFalse();

    run.apply(rejected(2, Stage.MAPPING));
    assertThat(run.takeNewlyDone()).isTrue();

    run.apply(loaded(2)); // a replay of thousands must not ask for a report each
    assertThat(run.takeNewlyDone()).isFalse();
  }

  @Test
  void aFailureAtAnotherStageReplacesTheFirst() {
    run.apply(rejected(1, Stage.MAPPING));
    run.apply(rejected(1, Stage.INSERTION));

    assertThat(report(1).failuresByStage()).containsOnlyKeys(Stage.INSERTION);
    assertThat(report(1).counts().failed()).isEqualTo(1);
  }

  @Test
  void loadedIsFinalAndWhatContradictsItIsCalledStale() {
    run.apply(loaded(1));

    assertThat(run.apply(rejected(1, Stage.MAPPING))).isEqualTo(ItemChange.STALE);
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

    assertThat(restored.apply(loaded(1))).isEqualTo(ItemChange.HEALED);
    assertThat(restored.apply(loaded(2))).isEqualTo(ItemChange.CHANGED);
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

    outcomes.forEach(run::apply);

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
    run.apply(STARTED);
    run.apply(loaded(1));
    assertThat(report(1).state()).isEqualTo(State.RUNNING);
    run.apply(STARTED.sealed(2, START.plusMillis(15)));
    assertThat(report(1).state()).isEqualTo(State.RUNNING);
    run.apply(rejected(2, Stage.PARSING));

    ProgressReport report = report(1_000);
    assertThat(report.state()).isEqualTo(State.COMPLETE);
    assertThat(report.pace().finishedAt()).isEqualTo(START.plusMillis(20));
    assertThat(report.pace().elapsedSeconds()).isCloseTo(0.02, within(1e-9));
    assertThat(report.pace().etaMinutes()).isEqualTo(0.0);
  }

  @Test
  void aReplayAfterTheEndDoesNotStretchTheRun() {
    run.apply(STARTED);
    run.apply(STARTED.sealed(1, START));
    run.apply(rejected(1, Stage.MAPPING));
    double before = report(100).pace().elapsedSeconds();

    run.apply(loaded(1));

    assertThat(report(1_000).pace().elapsedSeconds()).isEqualTo(before);
  }

  @Test
  void stallsWaitsAndIsCancelled() {
    run.apply(STARTED);
    assertThat(report(1_000).state()).as("nobody knows of work left").isEqualTo(State.RUNNING);
    run.apply(STARTED.sealed(2, START));
    assertThat(report(59).state()).isEqualTo(State.RUNNING);
    assertThat(report(61).state()).isEqualTo(State.STALLED);
    assertThat(reporter.report(run, true, START.plusSeconds(61)).state())
        .isEqualTo(State.WAITING_FOR_DATABASE);
    run.apply(STARTED.cancelled(1, START.plusSeconds(1)));
    assertThat(report(2).state()).isEqualTo(State.RUNNING);
    run.apply(loaded(1));
    assertThat(report(2).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void nobodyKnowsTheEndOfARunThatStandsStill() {
    run.apply(STARTED);
    run.apply(STARTED.sealed(2, START));
    run.apply(loaded(1));
    assertThat(report(59).pace().etaMinutes()).isNotNull();

    assertThat(report(61).pace().etaMinutes()).isNull();
    assertThat(reporter.report(run, true, START.plusSeconds(1)).pace().etaMinutes()).isNull();
  }

  @Test
  void stallsBeforeItIsSealedIfOutcomesOfWhatWasSentAreMissing() {
    run.apply(STARTED.reached(new RunEvent.Checkpoint(2, "2.xml", START)));
    run.apply(loaded(1));
    assertThat(report(59).state()).isEqualTo(State.RUNNING);
    assertThat(report(61).state()).isEqualTo(State.STALLED);

    run.apply(rejected(2, Stage.MAPPING));
    assertThat(report(1_000).state()).as("all is done that was sent").isEqualTo(State.RUNNING);
  }

  @Test
  void aCancelledRunThatIsResumedGoesOnUntilAllIsDone() {
    RunEvent cancelled = STARTED.cancelled(1, START.plusSeconds(1));
    run.apply(cancelled);
    run.apply(loaded(1));
    assertThat(run.facts().doneAt()).isNotNull();

    RunEvent resumed = cancelled.resumed(START.plusSeconds(50));
    run.apply(resumed);

    assertThat(report(51).state()).isEqualTo(State.RUNNING);
    assertThat(run.facts().doneAt()).isNull();
    run.takeNewlyDone();
    run.apply(resumed.sealed(2, START.plusSeconds(52)));
    run.apply(loaded(2));
    assertThat(report(53).state()).isEqualTo(State.COMPLETE);
    assertThat(run.takeNewlyDone()).isTrue();
  }

  @Test
  void measuresRateEtaAndEfficiency() {
    run.apply(STARTED);
    run.apply(STARTED.sealed(400, START));
    for (int i = 1; i <= 100; i++) {
      run.apply(loaded(i));
    }

    ProgressReport.Pace pace = report(30).pace();

    assertThat(pace.recordsPerMinute()).isCloseTo(200, within(1e-6));
    assertThat(pace.lastMinuteRecordsPerMinute()).isCloseTo(200, within(1e-6));
    assertThat(pace.etaMinutes()).isCloseTo(1.5, within(1e-6));
    assertThat(pace.busySeconds()).isCloseTo(0.5, within(1e-6));
    assertThat(pace.parallelEfficiency()).isCloseTo(0.5 / (2 * 30), within(1e-6));
  }

  @Test
  void snapshotKeepsEverythingAndStaysSmall() {
    run.apply(STARTED);
    for (int i = 1; i <= 200_000; i++) {
      run.apply(i % 1_000 == 0 ? rejected(i, Stage.MAPPING) : loaded(i));
    }

    byte[] snapshot = RunStateCodec.write(run);
    RunState restored = RunStateCodec.read("run-1", snapshot);

    assertThat(snapshot).hasSizeLessThan(5_000);
    assertThat(reporter.report(restored, false, START.plusSeconds(3_000)))
        .usingRecursiveComparison()
        .ignoringFields("pace.lastMinuteRecordsPerMinute")
        .isEqualTo(report(3_000));
    assertThat(restored.apply(loaded(5))).isEqualTo(ItemChange.NONE);
  }

  private ProgressReport report(int seconds) {
    return reporter.report(run, false, START.plusSeconds(seconds));
  }
}
