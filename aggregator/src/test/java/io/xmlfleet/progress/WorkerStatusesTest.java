package io.xmlfleet.progress;

import static io.xmlfleet.progress.Outcomes.START;
import static io.xmlfleet.progress.Outcomes.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.ProgressReport.WorkerShare.Told;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.message.WorkerVitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  @Test
  void describesTheWorkersOfAReportByWhatTheySaidLast() {
    WorkerVitals vitals =
        new WorkerVitals("1.0", List.of("a@1"), 3, 7, 1, 2, new WorkerVitals.Steps(1, 2, 3, 4));
    apply("w", State.WORKING, 0);
    statuses.apply(
        new WorkerStatus("w", State.WAITING_FOR_DATABASE, START, "away", START, vitals),
        at(START, 1));
    RunState run = new RunState("run-1", at(START, 0));
    for (String worker : List.of("w", "silent")) {
      run.workers().count(worker, true, 1, START);
    }

    ProgressReport report =
        statuses.describe(new RunReporter(Duration.ofSeconds(60)).report(run, false, at(START, 1)));

    byte[] published = FleetJson.write(report);
    assertThat(FleetJson.read(published, ProgressReport.class).workers())
        .extracting(WorkerShare::worker, WorkerShare::told)
        .containsExactly(
            tuple("silent", null),
            tuple("w", new Told(State.WAITING_FOR_DATABASE, START, "away", START, vitals)));
    statuses.forget(Duration.ofMinutes(6));
    assertThat(statuses.describe(report.with(run("w"))).workers().get(0).told()).isNull();
  }

  private static List<WorkerShare> run(String worker) {
    return List.of(new WorkerShare(worker, 1, 1, 0, 1, START));
  }

  private void apply(String worker, State state, int seconds) {
    statuses.apply(status(worker, state, START), at(START.plusSeconds(seconds), seconds));
  }

  private static Moment at(Instant stamp, int seconds) {
    return new Moment(stamp, Duration.ofSeconds(seconds));
  }
}
