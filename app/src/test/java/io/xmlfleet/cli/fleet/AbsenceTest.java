package io.xmlfleet.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.cli.WatchedRun;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.progress.FleetMembers;
import io.xmlfleet.testing.TickingClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AbsenceTest {
  private static final Duration LONG = Duration.ofSeconds(4);
  private static final ProgressReport RUNNING = WatchedRun.of(State.RUNNING).report();

  private final TickingClock clock = new TickingClock(WatchedRun.REPORTED, Duration.ZERO);
  private FleetMembers members = new FleetMembers(false, false, false);
  private int asked;

  private final Absence absence =
      new Absence(
          () -> {
            asked++;
            return members;
          },
          part -> "xmlfleet " + part,
          clock);

  @Test
  void saysWithinFiveSecondsWhoIsMissing() {
    members = new FleetMembers(true, true, false);
    assertThat(after(Duration.ZERO, null)).isEmpty();
    assertThat(after(LONG, null)).contains("No aggregator runs").endsWith("xmlfleet aggregate");

    members = new FleetMembers(false, true, false);
    assertThat(after(LONG, null)).contains("No consumer runs").endsWith("xmlfleet consume");

    members = new FleetMembers(false, false, false);
    assertThat(after(LONG, null)).isEmpty();
  }

  @Test
  void asksNobodyWhileOutcomesCome() {
    members = new FleetMembers(true, true, false);
    for (int loaded = 1; loaded < 9; loaded++) {
      ProgressReport next = WatchedRun.of(State.RUNNING).with(9L, loaded, 0).report();
      assertThat(after(LONG, next)).isEmpty();
    }
    assertThat(asked).isZero();
  }

  @Test
  void saysThatTheDatabaseIsAwayAndNoMoreWhenItIsBack() {
    ProgressReport waiting = WatchedRun.of(State.WAITING_FOR_DATABASE).report();
    assertThat(after(Duration.ZERO, waiting)).isEmpty();
    assertThat(after(LONG, waiting)).contains("wait for the database");
    assertThat(after(Duration.ZERO, WatchedRun.of(State.RUNNING).with(9L, 9, 0).report()))
        .isEmpty();
  }

  @Test
  void saysThatTheBrokersAreSilentAndEndsWhenTheyStaySo() {
    members = new FleetMembers(false, false, true);
    assertThat(after(Duration.ZERO, RUNNING)).isEmpty();
    assertThat(after(LONG, RUNNING)).contains("brokers do not answer");

    members = new FleetMembers(false, false, false);
    assertThat(after(Duration.ofMinutes(3), RUNNING)).isEmpty();

    members = new FleetMembers(false, false, true);
    assertThat(after(LONG, RUNNING)).contains("brokers do not answer");
    assertThat(after(Duration.ofSeconds(100), RUNNING)).contains("brokers do not answer");
    assertThatThrownBy(() -> after(Duration.ofSeconds(100), RUNNING))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("have not answered for 2 min");
  }

  @Test
  void leavesAloneAFleetThatOnlyTakesLong() {
    assertThat(after(Duration.ZERO, RUNNING)).isEmpty();
    assertThat(after(LONG, RUNNING)).isEmpty();
    assertThat(asked).isEqualTo(1);
  }

  private String after(Duration time, @Nullable ProgressReport report) {
    clock.advance(time);
    return absence.reason(report);
  }
}
