package io.xmlfleet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.worker.WorkerHealth;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void isReadyWhenAnyWorkerWorks() {
    assertThat(Health.of(workers(State.STUCK, State.WORKING, State.WAITING_FOR_DATABASE)))
        .isEqualTo(new Health(true, "ready: 1 of 3 workers work"));
  }

  @Test
  void isAliveAndNotReadyWhileAServerIsAway() {
    assertThat(Health.of(workers(State.WAITING_FOR_DATABASE, State.STOPPED)))
        .isEqualTo(new Health(true, "waiting: the database does not answer"));
    assertThat(Health.of(workers(State.WAITING_FOR_BROKER, State.STUCK)))
        .isEqualTo(new Health(true, "waiting: the broker does not answer"));
  }

  @Test
  void isNotAliveWhenAllAreStuckOrDead() {
    assertThat(Health.of(workers(State.STUCK, State.STOPPED)).alive()).isFalse();
    assertThat(Health.of(List.of()).alive()).isFalse();
  }

  @Test
  void repeatsNoReasonOfAWorker() {
    assertThat(Health.of(workers(State.STOPPED, State.WAITING_FOR_DATABASE)).line())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource(Aggregator.Role.class)
  void isReadyAsAStandbyToo(Aggregator.Role role) {
    Health health = Health.of(new Aggregator.Sign(role, NOW.minusSeconds(100)), NOW);

    assertThat(health.alive()).isTrue();
    assertThat(health.line().startsWith("ready"))
        .isEqualTo(role == Aggregator.Role.ACTIVE || role == Aggregator.Role.STANDING_BY);
  }

  @ParameterizedTest
  @EnumSource(Aggregator.Role.class)
  void isNotAliveWhenTheLoopDoesNotComeRound(Aggregator.Role role) {
    Health health = Health.of(new Aggregator.Sign(role, NOW.minusSeconds(301)), NOW);

    assertThat(health).isEqualTo(new Health(false, "failing: the aggregator is stuck"));
  }

  private static List<WorkerHealth> workers(State... states) {
    return Stream.of(states)
        .map(state -> new WorkerStatus("worker", state, NOW, "a secret reason", NOW))
        .map(status -> new WorkerHealth(status, 1, 0, NOW, 0))
        .toList();
  }
}
