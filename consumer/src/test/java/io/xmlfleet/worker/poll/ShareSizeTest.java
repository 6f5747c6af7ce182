package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShareSizeTest {
  private final ShareSize size = new ShareSize(200);

  @Test
  void growsAfterManyQuickFullBatchesInARow() {
    assertThat(size.records()).isEqualTo(25);
    assertThat(learnTimes(19, 25)).isFalse();
    assertThat(learn(4, 100)).as("not full").isFalse();
    assertThat(learnTimes(19, 25)).isFalse();
    assertThat(learn(25, 100)).isTrue();
    assertThat(size.records()).isEqualTo(100);
    assertThat(learnTimes(20, 100)).isTrue();
    assertThat(size.records()).isEqualTo(200);
    assertThat(learnTimes(20, 200)).isFalse();
    assertThat(size.records()).isEqualTo(200);
  }

  @Test
  void staysWhereABatchIsNeitherQuickNorSlow() {
    for (int i = 0; i < 100; i++) {
      assertThat(learn(25, 125)).isFalse();
    }
    assertThat(learn(7, 500)).isFalse();
    assertThat(size.records()).isEqualTo(25);
  }

  @Test
  void takesWhatASlowWorkerDoesInHalfASecond() {
    assertThat(learn(25, 5_000)).isTrue();
    assertThat(size.records()).isEqualTo(2);
    assertThat(learn(2, 3_000)).isTrue();
    assertThat(size.records()).isEqualTo(1);
    assertThat(learn(1, 60_000)).isFalse();
    assertThat(learn(1, 400)).isFalse();
    assertThat(size.records()).isEqualTo(1);
  }

  @Test
  void neverTakesMoreThanItMay() {
    assertThat(new ShareSize(3).records()).isEqualTo(3);
  }

  private boolean learnTimes(int times, int documents) {
    boolean changed = false;
    for (int i = 0; i < times; i++) {
      changed |= learn(documents, 100);
    }
    return changed;
  }

  private boolean learn(int documents, long millis) {
    return size.learn(documents, 1, Duration.ofMillis(millis));
  }

  @Test
  void takesFewerWhereDocumentsAreLarge() {
    ShareSize size = new ShareSize(200, 8, 1_000);
    assertThat(size.records()).isEqualTo(8);

    assertThat(size.learn(7, 1_000, Duration.ofMillis(1))).as("they just fit").isFalse();
    assertThat(size.learn(8, 4_000, Duration.ofMillis(1))).isTrue();

    assertThat(size.records()).isEqualTo(2);
    for (int i = 0; i < 100; i++) {
      assertThat(size.learn(2, 500, Duration.ofMillis(1))).as("more would be too many").isFalse();
    }
    for (int i = 0; i < 19; i++) {
      assertThat(size.learn(2, 250, Duration.ofMillis(1))).isFalse();
    }
    assertThat(size.learn(2, 250, Duration.ofMillis(1))).as("four times as many fit").isTrue();
  }
}
