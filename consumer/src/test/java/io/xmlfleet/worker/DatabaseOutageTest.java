package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.publish.OutcomePublisher;
import io.xmlfleet.worker.publish.StatusReporter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {
  private final DatabaseFailureException gone =
      new DatabaseFailureException(FailureKind.UNAVAILABLE, null, "no connection", null);

  private final Deque<Boolean> probes = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<WorkerStatus> announced = new ArrayList<>();
  private final StopSignal stop = new StopSignal();
  private final StatusReporter status =
      new StatusReporter("host/worker-1", announcing(), new TickingClock(Duration.ofMillis(1)));
  private final DatabaseOutage outage = new DatabaseOutage(probed(), pauses::add, status, stop);

  @Test
  void probesUntilTheDatabaseAnswers() {
    probes.addAll(List.of(false, false, true));

    assertThat(outage.await(gone)).isTrue();

    assertThat(probes).isEmpty();
    assertThat(pauses).hasSize(3).allMatch(pause -> pause.compareTo(Duration.ofSeconds(3)) < 0);
    assertThat(status.current().state()).isEqualTo(State.WAITING_FOR_DATABASE);
    assertThat(status.current().reason()).isEqualTo("no connection");
  }

  @Test
  void waitsLongerTheLongerItTakes() {
    probes.addAll(Collections.nCopies(40, false));
    probes.add(true);

    outage.await(gone);

    assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(200));
    assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofMillis(200)) > 0);
  }

  @Test
  void isOverOnlyWhenABatchIsLoaded() {
    probes.addAll(List.of(true, true));
    outage.await(gone);
    outage.await(gone); // it answers, and yet does not work
    outage.over();

    assertThat(announced)
        .extracting(WorkerStatus::state)
        .containsExactly(State.WAITING_FOR_DATABASE, State.WORKING);
  }

  @Test
  void givesUpWhenTheWorkerIsToStop() {
    stop.raise();

    assertThat(outage.await(gone)).isFalse();
    assertThat(pauses).isEmpty();
  }

  private DatabaseSession probed() {
    return new DatabaseSession() {
      @Override
      public <T> T inTransaction(Duration limit, Work<T> work) {
        throw gone;
      }

      @Override
      public boolean alive() {
        return probes.remove();
      }

      @Override
      public void close() {}
    };
  }

  private OutcomePublisher announcing() {
    return new OutcomePublisher() {
      @Override
      public Sent send(List<ItemReport> reports) {
        return List::of;
      }

      @Override
      public void announce(WorkerStatus status) {
        announced.add(status);
      }
    };
  }
}
