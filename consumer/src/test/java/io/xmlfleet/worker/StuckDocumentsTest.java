package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.worker.poll.GroupPoller;
import io.xmlfleet.worker.poll.ShareGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StuckDocumentsTest {
  private final StuckDocuments stuck = new StuckDocuments();

  @Test
  void rejectsUntriedWhatWorkersDiedOfAgainAndAgain() {
    assertThat(stuck.rejection(WorkerRig.item(1, "", ShareGroup.LAST_DELIVERY - 1))).isEmpty();
    assertThat(stuck.rejection(WorkerRig.item(1, "", ShareGroup.LAST_DELIVERY)))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.UNKNOWN);
              assertThat(failure.reason()).startsWith("it was delivered 8 times and no worker");
            });
  }

  @Test
  void rejectsUntriedWhatProcessesDiedOfAlone() {
    assertThat(stuck.rejection(after(GroupPoller.DEATHS - 1))).isEmpty();
    assertThat(stuck.rejection(after(GroupPoller.DEATHS)))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.UNKNOWN);
              assertThat(failure.reason()).startsWith("2 processes ended while it alone was in");
            });
  }

  private static ReceivedItem after(int deaths) {
    ReceivedItem item = WorkerRig.item(1, "", 1);
    return new ReceivedItem(item.work(), item.position(), item.asOf(), 1, deaths);
  }

  @Test
  void rejectsWhatAWorkerOfThisProcessGotStuckOn() {
    stuck.add(WorkerRig.item(1, "", 1).position(), Duration.ofSeconds(95));

    assertThat(stuck.rejection(WorkerRig.item(2, "", 1))).isEmpty();
    assertThat(stuck.rejection(WorkerRig.item(1, "", 1)))
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.TIMEOUT);
              assertThat(failure.reason()).contains("for more than 95 s");
            });
  }
}
