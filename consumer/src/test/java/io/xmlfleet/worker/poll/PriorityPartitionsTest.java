package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriorityPartitionsTest {
  private static final TopicPartition USUAL = Records.partition(0);
  private static final TopicPartition URGENT = new TopicPartition(Records.TOPICS.urgentWork(), 0);

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final TickingClock clock = new TickingClock(PriorityPartitions.BETWEEN_LOOKS);
  private final PriorityPartitions priorities =
      new PriorityPartitions(consumer, Records.TOPICS.urgentWork(), clock);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(USUAL, URGENT));
    consumer.updateBeginningOffsets(Map.of(USUAL, 0L, URGENT, 0L));
    consumer.poll(Duration.ZERO);
  }

  private void urgentBacklog(long end) {
    consumer.updateEndOffsets(Map.of(USUAL, 1_000L, URGENT, end));
  }

  @Test
  void readsAllWhereNothingIsUrgent() {
    urgentBacklog(0);
    for (int batch = 0; batch < 10; batch++) {
      priorities.open();
      assertThat(consumer.paused()).isEmpty();
    }
  }

  @Test
  void readsAllAsLongAsItIsNotKnownWhereUrgentWorkBegins() {
    MockConsumer<byte[], byte[]> slow =
        new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name()) {
          @Override
          public synchronized long position(TopicPartition partition, Duration limit) {
            throw new TimeoutException("no position yet");
          }
        };
    slow.assign(List.of(USUAL, URGENT));
    slow.updateEndOffsets(Map.of(USUAL, 1_000L, URGENT, 1_000L));

    new PriorityPartitions(slow, Records.TOPICS.urgentWork(), clock).open();

    assertThat(slow.paused()).isEmpty();
  }

  @Test
  void readsUrgentWorkFirstAndTheRestNowAndThen() {
    urgentBacklog(1_000);
    for (int round = 0; round < 3; round++) {
      for (int batch = 0; batch < PriorityPartitions.URGENT_BATCHES; batch++) {
        priorities.open();
        assertThat(consumer.paused()).containsExactly(USUAL);
      }
      priorities.open();
      assertThat(consumer.paused()).containsExactly(URGENT);
    }
  }

  @Test
  void readsAllAgainWhenUrgentWorkIsDone() {
    urgentBacklog(1);
    priorities.open();
    assertThat(consumer.paused()).containsExactly(USUAL);

    consumer.addRecord(
        new ConsumerRecord<>(URGENT.topic(), URGENT.partition(), 0, new byte[1], new byte[1]));
    assertThat(consumer.poll(Duration.ZERO)).hasSize(1);

    priorities.open();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void turnsToTheRestWhenUrgentWorkDoesNotCome() {
    urgentBacklog(1_000);
    priorities.open();
    priorities.foundNothing();

    priorities.open();
    assertThat(consumer.paused()).containsExactly(URGENT);
  }

  @Test
  void readsNothingWhileItIsClosedAndOpensAsBefore() {
    urgentBacklog(1_000);
    priorities.open();
    priorities.close();
    assertThat(consumer.paused()).containsExactlyInAnyOrder(USUAL, URGENT);

    priorities.open();
    assertThat(consumer.paused()).containsExactly(USUAL);
  }
}
