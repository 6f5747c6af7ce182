package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerBoardTest {
  private final WorkerBoard board = new WorkerBoard();

  @ParameterizedTest
  @EnumSource(State.class)
  void onlyAWorkerThatWaitsForItsDatabaseSaysThatItIsAway(State state) {
    board.apply(status("w", state, START));

    assertThat(board.databaseAway(START)).isEqualTo(state == State.WAITING_FOR_DATABASE);
  }

  @Test
  void oneOfSeveralIsEnough() {
    board.apply(status("a", State.WORKING, START));
    board.apply(status("b", State.WAITING_FOR_DATABASE, START));
    board.apply(status("c", State.WORKING, START));
    assertThat(board.databaseAway(START)).isTrue();

    board.apply(status("b", State.WORKING, START.plusSeconds(1)));
    assertThat(board.databaseAway(START)).isFalse();
  }

  @Test
  void aWorkerThatStoppedNoLongerCounts() {
    board.apply(status("w", State.WAITING_FOR_DATABASE, START));
    board.apply(status("w", State.STOPPED, START));

    assertThat(board.databaseAway(START)).isFalse();
  }

  @Test
  void aWorkerThatFellSilentNoLongerCounts() {
    board.apply(status("w", State.WAITING_FOR_DATABASE, START));

    assertThat(board.databaseAway(START.plusSeconds(30))).isTrue();
    assertThat(board.databaseAway(START.plusSeconds(31))).isFalse();
  }
}
