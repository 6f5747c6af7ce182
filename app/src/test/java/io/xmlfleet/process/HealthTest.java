package io.xmlfleet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.worker.WorkerHealth;
import java.time.Duration;
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
    assertThat(Health.of(workers(State.STUCK, State.WORKING, State.WAITING_FOR_DATABASE), null))
        .isEqualTo(new Health(true, "ready: 1 of 3 workers work"));
  }

  @Test
  void isAliveAndNotReadyWhileAServerIsAway() {
    assertThat(Health.of(workers(State.WAITING_FOR_DATABASE, State.STOPPED), null))
        .isEqualTo(new Health(true, "waiting: the database does not answer"));
    assertThat(Health.of(workers(State.WAITING_FOR_BROKER, State.STUCK), null))
        .isEqualTo(new Health(true, "waiting: the broker does not answer"));
  }

  @Test
  void saysThatNobodyLooksAfterTheWorkers() {
    Error noThread = new OutOfMemoryError("unable to create native thread");
    assertThat(Health.of(workers(State.WORKING, State.STOPPED), noThread).line())
        .isEqualTo(
            "ready: 1 of 2 workers work; nobody can look after them: java.lang.OutOfMemoryError");
    assertThat(Health.of(workers(State.STOPPED), noThread).alive()).isFalse();
  }

  @Test
  void isNotAliveWhenAllAreStuckOrDead() {
    assertThat(Health.of(workers(State.STUCK, State.STOPPED), null).alive()).isFalse();
    assertThat(Health.of(List.of(), null).alive()).isFalse();
  }

  @Test
  void repeatsNoReasonOfAWorker() {
    assertThat(Health.of(workers(State.STOPPED, State.WAITING_FOR_DATABASE), null).line())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource(Aggregator.Role.class)
  void isReadyAsAStandbyToo(Aggregator.Role role) {
    Health health = Health.of(new Aggregator.Sign(role, Duration.ofSeconds(100)));

    assertThat(health.alive()).isTrue();
    assertThat(health.line().startsWith("ready"))
        .isEqualTo(role == Aggregator.Role.ACTIVE || role == Aggregator.Role.STANDING_BY);
  }

  @ParameterizedTest
  @EnumSource(Aggregator.Role.class)
  void isNotAliveWhenTheLoopDoesNotComeRound(Aggregator.Role role) {
    Health health = Health.of(new Aggregator.Sign(role, Duration.ofSeconds(301)));

    assertThat(health).isEqualTo(new Health(false, "failing: the aggregator is stuck"));
  }

  private static List<WorkerHealth> workers(State... states) {
    return Stream.of(states)
        .map(state -> new WorkerStatus("worker", state, NOW, "a secret reason", NOW))
        .map(status -> new WorkerHealth(status, 1, 0, Duration.ZERO, 0))
        .toList();
  }
}
