package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
  private static final Duration QUICK = BatchSize.QUICK.minusMillis(1);
  private static final Duration SLOW = BatchSize.SLOW.plusMillis(1);

  @Test
  void growsWhileFullBatchesAreQuick() {
    BatchSize size = new BatchSize(1_000);
    assertThat(size.records()).isEqualTo(100);

    size.loaded(99, QUICK); // not full: says nothing about larger ones
    assertThat(size.records()).isEqualTo(100);
    size.loaded(100, QUICK);
    assertThat(size.records()).isEqualTo(200);
    size.loaded(200, BatchSize.QUICK);
    assertThat(size.records()).isEqualTo(200);
    for (int i = 0; i < 10; i++) {
      size.loaded(size.records(), QUICK);
    }
    assertThat(size.records()).isEqualTo(1_000);
  }

  @Test
  void shrinksWhenTheDatabaseIsSlow() {
    BatchSize size = new BatchSize(1_000);
    size.loaded(100, BatchSize.SLOW);
    assertThat(size.records()).isEqualTo(100);
    size.loaded(7, SLOW);
    assertThat(size.records()).isEqualTo(50);
    for (int i = 0; i < 10; i++) {
      size.loaded(size.records(), SLOW);
    }
    assertThat(size.records()).isEqualTo(10);
  }

  @Test
  void neverTakesMoreThanItMay() {
    BatchSize size = new BatchSize(4);
    size.loaded(4, QUICK);
    assertThat(size.records()).isEqualTo(4);
    size.loaded(4, SLOW);
    assertThat(size.records()).isEqualTo(4);
  }
}
