package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerStatusesTest {
  private final WorkerStatuses statuses = new WorkerStatuses();

  @ParameterizedTest
  @EnumSource(State.class)
  void onlyAWorkerThatWaitsForItsDatabaseSaysThatItIsAway(State state) {
    statuses.apply(status("w", state, START));

    assertThat(statuses.databaseAway(START)).isEqualTo(state == State.WAITING_FOR_DATABASE);
  }

  @Test
  void oneOfSeveralIsEnough() {
    statuses.apply(status("a", State.WORKING, START));
    statuses.apply(status("b", State.WAITING_FOR_DATABASE, START));
    statuses.apply(status("c", State.WORKING, START));
    assertThat(statuses.databaseAway(START)).isTrue();

    statuses.apply(status("b", State.WORKING, START.plusSeconds(1)));
    assertThat(statuses.databaseAway(START)).isFalse();
  }

  @Test
  void aWorkerThatStoppedNoLongerCounts() {
    statuses.apply(status("w", State.WAITING_FOR_DATABASE, START));
    statuses.apply(status("w", State.STOPPED, START));

    assertThat(statuses.databaseAway(START)).isFalse();
  }

  @Test
  void aWorkerThatFellSilentNoLongerCounts() {
    statuses.apply(status("w", State.WAITING_FOR_DATABASE, START));

    assertThat(statuses.databaseAway(START.plusSeconds(30))).isTrue();
    assertThat(statuses.databaseAway(START.plusSeconds(31))).isFalse();
  }
}
