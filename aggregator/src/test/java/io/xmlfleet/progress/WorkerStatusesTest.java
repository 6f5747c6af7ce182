package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerStatusesTest {
  private final WorkerStatuses statuses = new WorkerStatuses();

  @ParameterizedTest
  @EnumSource(State.class)
  void onlyAWorkerThatWaitsForItsDatabaseSaysThatItIsAway(State state) {
    apply("w", state, 0);

    assertThat(statuses.databaseAway(Duration.ZERO)).isEqualTo(state == State.WAITING_FOR_DATABASE);
  }

  @Test
  void oneOfSeveralIsEnough() {
    apply("a", State.WORKING, 0);
    apply("b", State.WAITING_FOR_DATABASE, 0);
    apply("c", State.WORKING, 0);
    assertThat(statuses.databaseAway(Duration.ZERO)).isTrue();

    apply("b", State.WORKING, 0);
    assertThat(statuses.databaseAway(Duration.ZERO)).isFalse();
  }

  @Test
  void aWorkerThatStoppedNoLongerCounts() {
    apply("w", State.WAITING_FOR_DATABASE, 0);
    apply("w", State.STOPPED, 0);

    assertThat(statuses.databaseAway(Duration.ZERO)).isFalse();
  }

  @Test
  void aWorkerThatFellSilentNoLongerCounts() {
    apply("w", State.WAITING_FOR_DATABASE, 0);

    assertThat(statuses.databaseAway(Duration.ofSeconds(30))).isTrue();
    assertThat(statuses.databaseAway(Duration.ofSeconds(31))).isFalse();
  }

  @Test
  void aWorkersOwnClockIsNotAsked() {
    statuses.apply(status("w", State.WAITING_FOR_DATABASE, START.minusSeconds(90)), at(START, 100));

    assertThat(statuses.databaseAway(Duration.ofSeconds(101))).isTrue();
  }

  private void apply(String worker, State state, int seconds) {
    statuses.apply(status(worker, state, START), at(START.plusSeconds(seconds), seconds));
  }

  private static Moment at(Instant stamp, int seconds) {
    return new Moment(stamp, Duration.ofSeconds(seconds));
  }
}
