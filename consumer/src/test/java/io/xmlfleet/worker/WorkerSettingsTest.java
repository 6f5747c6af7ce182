package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.poll.BatchLimits;
import io.xmlfleet.worker.poll.DeliveryMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {
  private final WorkerSettings settings = WorkerSettings.standard(new TopicNames("fleet"));

  @Test
  void takesSmallerBatchesOnASmallHeap() {
    long mebibyte = 1024 * 1024;

    assertThat(BatchLimits.within(8_192 * mebibyte, 4).bytes())
        .isEqualTo(BatchLimits.standard().bytes());
    assertThat(BatchLimits.within(256 * mebibyte, 4).bytes()).isEqualTo(4 * mebibyte);
    assertThat(BatchLimits.within(256 * mebibyte, 4).documentMemory())
        .isEqualTo(256 * mebibyte / 5 * 2);
    assertThat(BatchLimits.within(64 * mebibyte, 64).bytes()).isEqualTo(mebibyte);
  }

  @Test
  void pollsFewRecordsOnASmallHeapSinceEachMayBeLarge() {
    long mebibyte = 1024 * 1024;

    assertThat(settings.withBatch(BatchLimits.within(4_096 * mebibyte, 2)).recordsAPoll())
        .isEqualTo(32);
    assertThat(settings.withBatch(BatchLimits.within(256 * mebibyte, 2)).recordsAPoll())
        .isEqualTo(3);
    assertThat(settings.withBatch(BatchLimits.within(16 * mebibyte, 2)).recordsAPoll())
        .isEqualTo(1);
  }

  @Test
  void hasDefaults() {
    assertThat(settings.membership().group()).isEqualTo("fleet.consumers");
    assertThat(settings.batch())
        .isEqualTo(new BatchLimits(1_000, 16L * 1024 * 1024, Duration.ofMillis(50)));
    assertThat(settings.itemLimit()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.instance()).as("of a host").doesNotStartWith("-");
    assertThat(settings.instance()).endsWith("-" + ProcessHandle.current().pid());
  }

  @Test
  void givesAWorkerTimeForTheLongestThatItMayDo() {
    WorkerSettings quick = settings.withItemLimit(Duration.ofSeconds(1));

    assertThat(quick.withStatementLimit(Duration.ofSeconds(30)).stuckAfter())
        .isEqualTo(Duration.ofSeconds(120));
    assertThat(quick.withStatementLimit(Duration.ofSeconds(1)).stuckAfter())
        .isEqualTo(Duration.ofSeconds(91));
  }

  @Test
  void estimatesTheDocumentsInMemory() {
    assertThat(settings.withThreads(80).estimatedDocumentBytes())
        .isEqualTo(4L * 80 * 16 * 1024 * 1024);
  }

  @Test
  void changesOneThingAtATime() {
    Duration day = Duration.ofHours(24);
    assertThat(settings.withInstance("a.b_c-1").instance()).isEqualTo("a.b_c-1");
    assertThat(settings.withGroup("others").membership())
        .isEqualTo(new WorkerSettings.Membership("others", DeliveryMode.GROUP, false));
    assertThat(settings.withSlowestStep(day).slowestStep()).isEqualTo(day);
    assertThat(settings.withItemLimit(day).itemLimit()).isEqualTo(day);
    assertThat(settings.withStatementLimit(Duration.ofSeconds(1)).statementLimit())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> settings.withItemLimit(Duration.ofHours(24).plusMillis(1)))
        .hasMessageContaining("an item's time limit is 1 ms to 24 h");
    assertThatThrownBy(() -> settings.withThreads(0)).hasMessageContaining("threads");
    assertThatThrownBy(() -> settings.withInstance("a/b")).hasMessageContaining("instance");
    assertThatThrownBy(() -> settings.withGroup(" ")).hasMessageContaining("group");
    assertThatThrownBy(() -> settings.withItemLimit(Duration.ZERO)).hasMessageContaining("limit");
    assertThatThrownBy(() -> settings.withStatementLimit(Duration.ofMillis(999)))
        .hasMessageContaining("a statement's time limit is 1000 ms to 24 h");
    assertThatThrownBy(() -> new BatchLimits(0, 1, Duration.ZERO)).hasMessageContaining("batch");
  }
}
