package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.ItemReport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final List<ItemReport> REPORTS =
      List.of(ReportsForTests.loaded(1, 1), ReportsForTests.loaded(2, 1));
  private static final Batch BATCH =
      new Batch(List.of(), Map.of(Records.partition(0), new OffsetAndMetadata(9)));

  private final List<String> effects = new ArrayList<>();
  private final StopSignal stop = new StopSignal();
  private int unacknowledged;
  private final OutcomePublisher publisher =
      new OutcomePublisher() {
        @Override
        public List<ItemReport> publish(List<ItemReport> reports) {
          effects.add("publish " + reports.size());
          return unacknowledged-- > 0 ? reports.subList(1, 2) : List.of();
        }

        @Override
        public void announce(WorkerStatus status) {}
      };
  private final StatusReporter status =
      new StatusReporter("a/worker-1", publisher, Clock.systemUTC());
  private final Delivery delivery =
      new Delivery(
          publisher,
          offsets -> effects.add("commit " + offsets.size()),
          pause -> effects.add("pause, " + status.current().state()),
          status,
          stop);

  @Test
  void commitsAfterTheOutcomesAreAcknowledged() {
    assertThat(delivery.deliver(REPORTS, BATCH)).isTrue();

    assertThat(effects).containsExactly("publish 2", "commit 1");
  }

  @Test
  void publishesAgainWhatIsNotAcknowledged() {
    unacknowledged = 1;

    assertThat(delivery.deliver(REPORTS, BATCH)).isTrue();

    assertThat(status.current().state()).isEqualTo(WorkerStatus.State.WORKING);
    assertThat(effects)
        .containsExactly("publish 2", "pause, WAITING_FOR_BROKER", "publish 1", "commit 1");
  }

  @Test
  void commitsNothingWhenItMustStopBeforeTheAcknowledgements() {
    unacknowledged = 1;
    stop.raise();

    assertThat(delivery.deliver(REPORTS, BATCH)).isFalse();

    assertThat(effects).containsExactly("publish 2");
  }
}
