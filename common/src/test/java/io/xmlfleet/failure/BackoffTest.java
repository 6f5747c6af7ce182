package io.xmlfleet.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  @Test
  void delaysArePositiveAndBelowTheDoublingCeiling() {
    Random random = new Random(1);
    for (int failures = 1; failures < 100; failures++) {
      Duration ceiling = Duration.ofMillis(Math.min(5_000, 100L << Math.min(failures - 1, 20)));
      assertThat(backoff.delay(failures, random)).isPositive().isLessThanOrEqualTo(ceiling);
    }
  }

  @Test
  void refusesADelayThatNeverGrowsOrNeverWaits() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
