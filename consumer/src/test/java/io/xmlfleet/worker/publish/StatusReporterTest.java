package io.xmlfleet.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.message.WorkerVitals;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.testing.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReporterTest {
  private final List<WorkerStatus> announced = new ArrayList<>();
  private final TickingClock clock = new TickingClock(Duration.ZERO);
  private final StatusReporter reporter =
      new StatusReporter(
          "host/worker-1",
          new OutcomePublisher() {
            @Override
            public Sent send(List<ItemReport> reports) {
              return List::of;
            }

            @Override
            public void announce(WorkerStatus status) {
              announced.add(status);
            }
          },
          clock);

  @Test
  void announcesChangesAtOnce() {
    reporter.enter(State.WORKING, null);
    reporter.enter(State.WORKING, null);
    reporter.enter(State.WAITING_FOR_DATABASE, "no connection");
    reporter.enter(State.WORKING, null);

    assertThat(announced)
        .extracting(WorkerStatus::state)
        .containsExactly(State.WORKING, State.WAITING_FOR_DATABASE, State.WORKING);
  }

  @Test
  void tellsVitalsWithTheNextSignOfLife() {
    reporter.enter(State.WORKING, null);
    WorkerVitals vitals =
        new WorkerVitals("1.0", List.of(), 3, 0, 1, 2, new WorkerVitals.Steps(1, 2, 3, 4));
    reporter.tell(vitals);
    clock.advance(Duration.ofSeconds(10));
    reporter.tick();

    assertThat(announced).extracting(WorkerStatus::vitals).containsExactly(null, vitals);
  }

  @Test
  void givesASignOfLifeEveryTenSeconds() {
    Instant start = clock.instant();
    reporter.enter(State.WORKING, null);
    clock.advance(Duration.ofSeconds(9));
    reporter.tick();
    assertThat(announced).hasSize(1);

    clock.set(Duration.ofMinutes(-10));
    clock.advance(Duration.ofSeconds(1));
    reporter.tick();

    assertThat(announced).hasSize(2);
    assertThat(announced.get(1).since()).isEqualTo(start);
    assertThat(announced.get(1).at()).isEqualTo(start.plusSeconds(10).minusSeconds(600));
  }

  @Test
  void tellsANewReasonWithTheNextSignOfLife() {
    reporter.enter(State.WAITING_FOR_DATABASE, "no connection");
    clock.advance(Duration.ofSeconds(10));
    reporter.enter(State.WAITING_FOR_DATABASE, "no table");
    assertThat(announced).hasSize(1);

    reporter.tick();

    assertThat(announced.get(1).reason()).isEqualTo("no table");
    assertThat(announced.get(1).since()).isEqualTo(announced.get(0).since());
  }
}
