package io.xmlfleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.WatchedRun;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
  @Test
  void endsWithTheRunsCode() {
    assertThat(WatchCommand.exitCode(run(State.COMPLETE, 0), false, false)).isZero();
    assertThat(WatchCommand.exitCode(run(State.COMPLETE, 1), false, false)).isEqualTo(1);
    assertThat(WatchCommand.exitCode(run(State.COMPLETE, 1), true, false)).isEqualTo(1);
    assertThat(WatchCommand.exitCode(run(State.CANCELLED, 1), false, true)).isEqualTo(1);
  }

  @Test
  void saysThatItWasStopped() {
    assertThat(WatchCommand.exitCode(run(State.RUNNING, 1), false, true)).isEqualTo(130);
    assertThat(WatchCommand.exitCode(null, false, true)).isEqualTo(130);
  }

  @Test
  void isDoneAfterOneLook() {
    assertThat(WatchCommand.exitCode(run(State.STALLED, 1), true, false)).isZero();
    assertThat(WatchCommand.exitCode(null, true, false)).isZero();
  }

  private static ProgressReport run(State state, long failed) {
    return WatchedRun.of(state).with(10L, 10 - failed, failed).report();
  }
}
