package io.xmlfleet.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimelineTest {
  @Test
  void hasASliceASecondOfAShortRun() {
    TreeMap<Long, long[]> seconds = new TreeMap<>();
    seconds.put(100L, new long[] {5, 1});
    seconds.put(102L, new long[] {7, 0});

    Timeline timeline = Timeline.of(seconds);

    assertThat(timeline.step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(timeline.slices())
        .containsExactly(slice(100, 5, 1), slice(101, 0, 0), slice(102, 7, 0));
  }

  @Test
  void hasFewLongSlicesOfALongRunAndCountsEverythingOnce() {
    TreeMap<Long, long[]> seconds = new TreeMap<>();
    for (long second = 1_000; second < 11_000; second++) {
      seconds.put(second, new long[] {2, 1});
    }

    Timeline timeline = Timeline.of(seconds);

    assertThat(timeline.step()).isEqualTo(Duration.ofSeconds(84));
    assertThat(timeline.slices()).hasSizeLessThanOrEqualTo(120);
    assertThat(timeline.slices().get(0)).isEqualTo(slice(1_000, 168, 84));
    assertThat(timeline.slices().stream().mapToLong(Timeline.Slice::succeeded).sum())
        .isEqualTo(20_000);
    assertThat(timeline.slices().stream().mapToLong(Timeline.Slice::failed).sum())
        .isEqualTo(10_000);
  }

  @Test
  void isEmptyWhereOutcomesAreDeleted() {
    assertThat(Timeline.of(new TreeMap<>()).slices()).isEmpty();
  }

  private static Timeline.Slice slice(long from, long succeeded, long failed) {
    return new Timeline.Slice(Instant.ofEpochSecond(from), succeeded, failed);
  }
}
