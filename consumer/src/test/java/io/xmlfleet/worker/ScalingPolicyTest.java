package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.worker.ScalingPolicy.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingPolicyTest {
  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

  private final ScalingPolicy plan = new ScalingPolicy(3);
  private Duration now = Duration.ZERO;

  @Test
  void takesOnOneAfterTheOtherWhileSomebodyHasPartitionsToShare() {
    assertThat(after(Duration.ZERO, 6)).isEqualTo(Change.NONE);
    assertThat(after(ScalingPolicy.SETTLING, 6)).isEqualTo(Change.MORE);
    assertThat(after(Duration.ofSeconds(1), 3, 3)).as("not settled").isEqualTo(Change.NONE);
    assertThat(after(ScalingPolicy.SETTLING, 3, 3)).isEqualTo(Change.MORE);
    assertThat(after(ScalingPolicy.SETTLING, 2, 2, 2)).as("three at most").isEqualTo(Change.NONE);
  }

  @Test
  void takesOnNobodyWhereEachHasOne() {
    after(Duration.ZERO, 1);
    assertThat(after(ScalingPolicy.SETTLING, 1)).isEqualTo(Change.NONE);
    assertThat(after(ScalingPolicy.SETTLING, 1, 1)).isEqualTo(Change.NONE);
    assertThat(after(ScalingPolicy.SETTLING, 2, 1)).isEqualTo(Change.MORE);
  }

  @Test
  void letsGoWhoHasHadNothingForLong() {
    after(Duration.ZERO, 1, 0);
    assertThat(after(ScalingPolicy.PATIENCE.minusSeconds(1), 1, 0)).isEqualTo(Change.NONE);
    assertThat(after(Duration.ofSeconds(1), 1, 0)).isEqualTo(Change.FEWER);
  }

  @Test
  void waitsAnewWhenPartitionsComeBack() {
    after(Duration.ZERO, 1, 0);
    after(Duration.ofSeconds(20), 1, 1);
    after(Duration.ofSeconds(1), 1, 0);
    assertThat(after(Duration.ofSeconds(20), 1, 0)).isEqualTo(Change.NONE);
    assertThat(after(Duration.ofSeconds(10), 1, 0)).isEqualTo(Change.FEWER);
  }

  @Test
  void keepsTheLastOne() {
    after(Duration.ZERO, 0);
    assertThat(after(Duration.ofHours(1), 0)).isEqualTo(Change.NONE);
  }

  private Change after(Duration time, int... partitions) {
    now = now.plus(time);
    WorkerStatus status =
        new WorkerStatus("a/worker-1", WorkerStatus.State.WORKING, START, null, START);
    List<WorkerHealth> workers =
        Arrays.stream(partitions).mapToObj(p -> new WorkerHealth(status, p, 0, now, 0)).toList();
    return plan.next(workers, now);
  }
}
