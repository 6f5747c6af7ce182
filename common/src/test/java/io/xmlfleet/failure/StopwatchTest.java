package io.xmlfleet.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopwatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final SetClock clock = new SetClock();

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void runsOnWhateverIsDoneToTheTimeOfDay(long seconds) {
    Stopwatch watch = Stopwatch.start(clock);
    Deadline deadline = Deadline.after(LIMIT, clock);

    clock.set(Duration.ofSeconds(seconds));
    assertThat(watch.elapsed()).isZero();
    assertThat(deadline.expired()).isFalse();
    assertThat(deadline.remaining()).isEqualTo(LIMIT);

    clock.pass(LIMIT);
    assertThat(watch.reached(LIMIT)).isTrue();
    assertThat(watch.reached(LIMIT.plusNanos(1))).isFalse();
    assertThat(deadline.remaining()).isZero();
    clock.pass(Duration.ofNanos(1));
    assertThat(deadline.expired()).isTrue();
  }

  @Test
  void isDueFromTheBeginningWhereItIsToBe() {
    assertThat(Stopwatch.overdue(clock).reached(Duration.ofDays(10_000))).isTrue();
  }

  @Test
  void goesByTheMachinesTicksBesideAnyOtherClock() {
    Stopwatch watch = Stopwatch.start(Clock.fixed(clock.instant(), clock.getZone()));
    long before = System.nanoTime();
    while (System.nanoTime() - before < 1_000) {
      Thread.onSpinWait();
    }
    assertThat(watch.elapsed()).isGreaterThanOrEqualTo(Duration.ofNanos(1_000));
  }
}
