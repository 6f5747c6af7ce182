package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.StagedDatabase;
import io.xmlfleet.worker.poll.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private final WorkerRig rig = new WorkerRig();

  @Test
  void loadsThenPublishesThenWaitsForTheAcknowledgementsThenCommits() {
    rig.batches.add(WorkerRig.batch(0, "one", "two"));

    rig.worker().run();

    assertThat(rig.effects)
        .containsExactly(
            "poll 2",
            "prepared",
            "prepared",
            "transaction",
            "observed 2",
            "loaded in 0",
            "send 2",
            "await",
            "commit 2",
            "published",
            "flush",
            "close consumer",
            "close session");
    assertThat(rig.database.values()).containsExactly("one", "two");
    assertThat(rig.announced)
        .extracting(WorkerStatus::state)
        .containsExactly(State.WORKING, State.STOPPED);
  }

  @Test
  void preparesTheNextBatchWhileTheOutcomesOfTheLastAreUnderWay() {
    rig.overlaps = true;
    rig.batches.add(WorkerRig.batch(0, "one"));
    rig.batches.add(WorkerRig.batch(1, "two", "three"));

    rig.worker().run();

    assertThat(rig.effects)
        .filteredOn(effect -> effect.matches("poll.*|send.*|await|commit.*|transaction|flush"))
        .containsExactly(
            "poll 1",
            "transaction",
            "send 1",
            "poll 2",
            "await",
            "commit 1",
            "transaction",
            "send 2",
            "await",
            "commit 3",
            "flush");
  }

  /** Its letter is in memory, too, until it is acknowledged; nobody else's large one is then. */
  @Test
  void takesNoBatchBeforeTheOutcomeOfALargeDocumentIsAcknowledged() {
    rig.overlaps = true;
    rig.memory = new DocumentMemory(9_000, 1);
    rig.memoryOfARow = 5_000;
    rig.batches.add(WorkerRig.batch(0, "large"));
    rig.batches.add(WorkerRig.batch(1, "two"));
    rig.whenMapping = () -> rig.memoryOfARow = rig.database.values().isEmpty() ? 5_000 : 1;

    rig.worker().run();

    assertThat(rig.effects).containsSubsequence("send 1", "await", "commit 1", "poll 1", "send 1");
    assertThat(rig.memory.takeWhole(new Object())).as("it was given back").isTrue();
  }

  @Test
  void takesNoBatchBeforeTheLastIsSettledWhereThePollerCannotWait() {
    rig.batches.add(WorkerRig.batch(0, "one"));
    rig.batches.add(WorkerRig.batch(1, "two"));

    rig.worker().run();

    assertThat(rig.effects).containsSubsequence("poll 1", "commit 1", "poll 1", "commit 2");
    assertThat(rig.effects.indexOf("commit 1")).isLessThan(rig.effects.lastIndexOf("poll 1"));
  }

  @Test
  void publishesAndCommitsNothingOfABatchThatItCannotLoadBeforeItStops() {
    rig.batches.add(WorkerRig.batch(0, "one"));
    rig.database.failNext(StagedDatabase.Fault.BEFORE_WORK, FailureKind.UNAVAILABLE);
    rig.whenWaiting = rig.stop::raise;
    rig.database.beAway();

    rig.worker().run();

    assertThat(rig.effects).doesNotContain("send 1", "commit 1").contains("probe", "close session");
    assertThat(rig.database.values()).isEmpty();
  }

  @Test
  void commitsNothingThatIsNotAcknowledgedWhenItIsToStop() {
    rig.batches.add(WorkerRig.batch(0, "one"));
    rig.loseAcknowledgements(1);

    rig.worker().run(); // the poll after the batch finds nothing, and stops it

    assertThat(rig.effects).contains("send 1", "commit 1").containsSubsequence("send 1", "send 1");

    WorkerRig stopped = new WorkerRig();
    stopped.batches.add(WorkerRig.batch(0, "one"));
    stopped.loseAcknowledgements(1);
    stopped.whenMapping = stopped.stop::raise;
    stopped.worker().run();
    assertThat(stopped.effects).contains("send 1").doesNotContain("commit 1", "published");
  }

  @Test
  void rejectsABrokenDocumentAndGoesOn() {
    rig.batches.add(WorkerRig.batch(0, "broken", "two"));

    rig.worker().run();

    assertThat(rig.reports)
        .extracting(report -> report.result().outcome() instanceof Outcome.Rejected)
        .containsExactly(true, false);
    assertThat(rig.reports.get(0).deadLetter()).isNotNull();
    assertThat(rig.database.values()).containsExactly("two");
  }

  @Test
  void saysWhatItDiedOfOnlyInWordsOfOurs() {
    rig.whenPolling =
        () -> {
          throw new IllegalStateException("a value of a row");
        };
    Worker worker = rig.worker();

    assertThatThrownBy(worker::run).isInstanceOf(IllegalStateException.class);

    assertThat(rig.announced)
        .last()
        .matches(status -> status.state() == State.STOPPED)
        .matches(status -> "java.lang.IllegalStateException".equals(status.reason()));
    assertThat(rig.effects).containsExactly("close consumer", "close session");

    WorkerRig other = new WorkerRig();
    other.whenPolling =
        () -> {
          throw new InfrastructureException("the broker refuses outcomes");
        };
    assertThatThrownBy(other.worker()::run).isInstanceOf(InfrastructureException.class);
    assertThat(other.announced)
        .last()
        .matches(status -> "the broker refuses outcomes".equals(status.reason()));
  }

  @Test
  void showsHowItIs() {
    rig.batches.add(WorkerRig.batch(0, "one"));
    rig.whenMapping = () -> rig.clock.advance(Duration.ofSeconds(3));
    Worker worker = rig.worker();
    assertThat(worker.health(0).partitions()).isZero();
    rig.clock.advance(Duration.ofSeconds(4));
    rig.clock.set(Duration.ofMinutes(-10));
    assertThat(worker.health(0).sinceProgress()).isEqualTo(Duration.ofSeconds(4));

    worker.run();

    WorkerHealth health = worker.health(2);
    assertThat(health.partitions()).isEqualTo(3);
    assertThat(health.lag()).isEqualTo(40);
    assertThat(health.restarts()).isEqualTo(2);
    assertThat(health.sinceProgress()).isZero();
    assertThat(health.status().state()).isEqualTo(State.STOPPED);
    assertThat(worker.beats()).isGreaterThan(3);
  }

  @Test
  void remembersWhatItWasGivenUpOn() {
    Worker worker = rig.worker();
    rig.batches.add(WorkerRig.batch(7, "one"));
    rig.whenMapping =
        () -> {
          worker.giveUp(Duration.ofSeconds(95));
          worker.abandon();
        };

    worker.run();

    assertThat(rig.stuck.rejection(WorkerRig.item(7, "one", 1))).isPresent();
    assertThat(rig.stop.raised()).isTrue();
    assertThat(rig.effects).containsSubsequence("abort session", "close consumer");
    assertThat(rig.announced)
        .filteredOn(status -> status.state() == State.STUCK)
        .singleElement()
        .matches(
            status -> ("no step for 95 s, at " + Records.TOPIC + "-0@7").equals(reason(status)));

    WorkerRig idle = new WorkerRig();
    Worker given = idle.worker();
    given.giveUp(Duration.ofSeconds(95));
    assertThat(idle.announced)
        .singleElement()
        .matches(status -> "no step for 95 s".equals(status.reason()));
    assertThat(idle.stop.raised()).isTrue();
    given.abandon();
    assertThat(idle.effects).containsExactly("abort session", "close consumer");
  }

  @Test
  void loadsNothingMoreOnceItStopsBeforeItsOutcomesAreAcknowledged() {
    for (boolean overlaps : new boolean[] {false, true}) {
      WorkerRig stopped = new WorkerRig();
      stopped.overlaps = overlaps;
      stopped.batches.add(WorkerRig.batch(0, "one"));
      stopped.batches.add(WorkerRig.batch(1, "two"));
      stopped.loseAcknowledgements(100);
      stopped.whenWaiting = stopped.stop::raise;

      stopped.worker().run();

      assertThat(stopped.database.values()).containsExactly("one");
      assertThat(stopped.effects)
          .as("an offset behind the second would lose the first one's outcome")
          .doesNotContain("commit 1", "commit 2");
    }
  }

  @Test
  void saysThatItDiedOfMemoryBeforeItLeavesTheGroup() {
    rig.whenPolling =
        () -> {
          throw new StackOverflowError();
        };

    assertThatThrownBy(rig.worker()::run).isInstanceOf(StackOverflowError.class);

    assertThat(rig.effects).containsExactly("died", "close consumer", "close session");
  }

  @Test
  void tellsWhatItReadsFromItsFirstWordOnAndAgainAsTimeGoesBy() {
    rig.batches.add(new Batch(List.of(), Map.of()));
    rig.whenPolling = () -> rig.clock.advance(Duration.ofSeconds(10));

    rig.worker().run();

    assertThat(rig.announced)
        .extracting(WorkerStatus::state)
        .containsExactly(State.WORKING, State.WORKING, State.STOPPED);
    assertThat(rig.announced).allMatch(status -> status.vitals().partitions() == 3);
    assertThat(rig.looksAtLeftOvers).as("before each poll").isEqualTo(2);
  }

  @Test
  void showsItsPartitionsThoughNothingComes() {
    Worker worker = rig.worker();
    List<Integer> seen = new ArrayList<>();
    rig.whenPolling =
        () -> {
          seen.add(worker.health(0).partitions());
          rig.partitions = 4;
        };
    rig.batches.add(Batch.empty());

    worker.run();

    assertThat(seen).containsExactly(3, 4);
  }

  @Test
  void leavesTheMemoryToOthersWhenItIsGivenUpOrDies() {
    Object other = new Object();
    rig.memory = new DocumentMemory(9_000, 1);
    rig.memoryOfARow = 5_000; // more than its share
    rig.batches.add(WorkerRig.batch(0, "one"));
    Worker worker = rig.worker();
    List<Boolean> free = new ArrayList<>();
    rig.whenMapping =
        () -> {
          if (rig.signsOfLife == 2) {
            free.add(rig.memory.takeWhole(other));
            worker.giveUp(Duration.ofSeconds(95));
            free.add(rig.memory.takeWhole(other));
          }
        };
    worker.run();
    assertThat(free).containsExactly(false, true);

    WorkerRig dying = new WorkerRig();
    dying.memory = new DocumentMemory(9_000, 1);
    dying.memoryOfARow = 5_000;
    dying.batches.add(WorkerRig.batch(0, "one"));
    dying.whenMapping =
        () -> {
          if (dying.signsOfLife == 2) {
            throw new InternalError();
          }
        };
    assertThatThrownBy(dying.worker()::run).isInstanceOf(InternalError.class);
    assertThat(dying.memory.takeWhole(other)).isTrue();
  }

  private static String reason(WorkerStatus status) {
    return String.valueOf(status.reason());
  }

  @Test
  void leavesTheGroupThoughItWasInterrupted() {
    boolean[] interrupted = {true};
    rig.whenPolling = () -> Thread.currentThread().interrupt();

    rig.worker().run();

    interrupted[0] = Thread.interrupted();
    assertThat(interrupted[0]).as("the flag is kept").isTrue();
    assertThat(rig.effects).endsWith("close consumer", "close session");
  }
}
