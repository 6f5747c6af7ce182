package io.xmlfleet.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BusyLimitTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private long busyNanos = 5_000;
  private final SetClock clock = new SetClock();

  @Test
  void endsWhenTheThreadWasBusyForAsLong() {
    BusyLimit limit = BusyLimit.after(LIMIT, clock, () -> busyNanos);
    assertThat(limit.expired()).isFalse();

    pass(LIMIT, LIMIT);
    assertThat(limit.expired()).isFalse();
    pass(Duration.ofNanos(1), Duration.ZERO);
    assertThat(limit.expired()).isTrue();
  }

  @Test
  void doesNotCountTheTimeThatAProcessStoodStill() {
    BusyLimit limit = BusyLimit.after(LIMIT, clock, () -> busyNanos);

    pass(Duration.ofHours(1), Duration.ofSeconds(1));
    assertThat(limit.expired()).isFalse();
    pass(Duration.ofSeconds(9), Duration.ofSeconds(9));
    assertThat(limit.expired()).isTrue();
  }

  @Test
  void goesByTheClockWhereNobodyKnowsTheThreadsTime() {
    BusyLimit limit = BusyLimit.after(LIMIT, clock, () -> BusyLimit.UNKNOWN);

    assertThat(limit.expired()).isFalse();
    pass(LIMIT.plusNanos(1), Duration.ZERO);
    assertThat(limit.expired()).isTrue();
  }

  @Test
  @Timeout(60)
  void endsForAThreadThatIsBusyInEarnest() {
    BusyLimit limit = BusyLimit.after(Duration.ofMillis(50), Clock.systemUTC());
    while (!limit.expired()) {
      Thread.onSpinWait();
    }
    assertThat(limit.expired()).isTrue();
  }

  private void pass(Duration time, Duration busy) {
    clock.pass(time);
    busyNanos += busy.toNanos();
  }
}
