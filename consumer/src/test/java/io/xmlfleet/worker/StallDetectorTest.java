package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallDetectorTest {
  private final StallDetector stalls = new StallDetector();

  @Test
  void growsWhileThereIsNoStep() {
    assertThat(look(1, 0)).isZero();
    assertThat(look(1, 400)).isEqualTo(Duration.ofMillis(400));
    assertThat(look(1, 900)).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void endsWithAStep() {
    look(1, 0);
    look(1, 900);

    assertThat(look(2, 1_000)).isZero();
    assertThat(look(2, 1_100)).isEqualTo(Duration.ofMillis(100));
  }

  /** Whoever looks was frozen too, and the worker had no chance. */
  @Test
  void doesNotCountTheTimeInWhichNobodyLooked() {
    look(1, 0);

    assertThat(look(1, 3_600_000)).isEqualTo(Duration.ofSeconds(1));
  }

  private Duration look(long beats, long millis) {
    return stalls.stalledFor(beats, Duration.ofMillis(millis));
  }
}
