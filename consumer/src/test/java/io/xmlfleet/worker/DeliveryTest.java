package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.OffsetCommitter;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.publish.OutcomePublisher;
import io.xmlfleet.worker.publish.StatusReporter;
import java.time.Clock;
import java.time.Duration;
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
  private final List<Duration> pauses = new ArrayList<>();
  private int unacknowledged;
  private final OutcomePublisher publisher =
      new OutcomePublisher() {
        @Override
        public Sent send(List<ItemReport> reports) {
          effects.add("send " + reports.size());
          return () -> {
            effects.add("await");
            int last = reports.size();
            return unacknowledged-- > 0 ? reports.subList(last - 1, last) : List.of();
          };
        }

        @Override
        public void announce(WorkerStatus status) {}
      };
  private final StatusReporter status =
      new StatusReporter("a/worker-1", publisher, Clock.systemUTC());
  private final OffsetCommitter offsets =
      new OffsetCommitter() {
        @Override
        public void commit(Batch done) {
          effects.add("commit " + done.committable().size());
        }

        @Override
        public void flush() {
          effects.add("commit the rest");
        }
      };
  private final Delivery delivery =
      new Delivery(
          publisher,
          offsets,
          pause -> {
            pauses.add(pause);
            effects.add("waiting, " + status.current().state());
          },
          status,
          stop);

  @Test
  void commitsAfterTheOutcomesAreAcknowledged() {
    delivery.begin(REPORTS, BATCH);
    assertThat(effects).containsExactly("send 2");

    assertThat(delivery.settle()).isTrue();
    assertThat(effects).containsExactly("send 2", "await", "commit 1");
  }

  @Test
  void settlesEachBatchOnce() {
    delivery.begin(REPORTS, BATCH);
    delivery.settle();

    assertThat(delivery.settle()).isTrue();
    assertThat(effects).containsExactly("send 2", "await", "commit 1");
  }

  @Test
  void beginsNothingBeforeTheLastBatchIsSettled() {
    delivery.begin(REPORTS, BATCH);

    assertThatThrownBy(() -> delivery.begin(REPORTS, BATCH)).hasMessageContaining("not settled");
  }

  @Test
  void publishesAgainWhatIsNotAcknowledged() {
    unacknowledged = 1;
    delivery.begin(REPORTS, BATCH);

    assertThat(delivery.settle()).isTrue();

    assertThat(status.current().state()).isEqualTo(WorkerStatus.State.WORKING);
    assertThat(effects)
        .containsExactly(
            "send 2", "await", "waiting, WAITING_FOR_BROKER", "send 1", "await", "commit 1");
  }

  @Test
  void waitsLongerTheLongerItTakes() {
    unacknowledged = 40;
    delivery.begin(REPORTS, BATCH);

    assertThat(delivery.settle()).isTrue();

    assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(200));
    assertThat(pauses).anyMatch(pause -> pause.compareTo(Duration.ofMillis(200)) > 0);
  }

  @Test
  void commitsNothingWhenItMustStopBeforeTheAcknowledgements() {
    unacknowledged = 1;
    stop.raise();
    delivery.begin(REPORTS, BATCH);

    assertThat(delivery.settle()).isFalse();

    assertThat(effects).containsExactly("send 2", "await");
  }
}
