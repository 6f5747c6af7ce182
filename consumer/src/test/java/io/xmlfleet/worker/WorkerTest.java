package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.StagedDatabase;
import java.time.Duration;
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
    idle.worker().giveUp(Duration.ofSeconds(95));
    assertThat(idle.announced)
        .singleElement()
        .matches(status -> "no step for 95 s".equals(status.reason()));
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
