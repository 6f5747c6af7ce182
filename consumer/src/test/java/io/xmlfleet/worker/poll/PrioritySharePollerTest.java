package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.junit.jupiter.api.Test;

class PrioritySharePollerTest {
  private static final String URGENT = Records.TOPICS.urgentWork();
  private static final String USUAL = Records.TOPICS.work();

  private final MockShareConsumer<byte[], byte[]> urgent = new MockShareConsumer<>();
  private final MockShareConsumer<byte[], byte[]> usual = new MockShareConsumer<>();
  private final StopSignal stop = new StopSignal();
  private final TickingClock clock = new TickingClock(Duration.ofMillis(1));
  private final PrioritySharePoller priorities =
      new PrioritySharePoller(poller(urgent, URGENT), poller(usual, USUAL), clock);
  private long offset;

  private SharePoller poller(MockShareConsumer<byte[], byte[]> consumer, String topic) {
    return new SharePoller(records -> consumer, topic, new ShareSize(10), stop, clock);
  }

  @Test
  void takesOneBatchOfTheRestBetweenFourThatAreUrgent() {
    List<String> topics = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      add(urgent, URGENT);
      add(usual, USUAL);
      topics.add(take());
    }

    assertThat(topics)
        .containsExactly(
            URGENT, URGENT, URGENT, URGENT, USUAL, URGENT, URGENT, URGENT, URGENT, USUAL);
  }

  @Test
  void looksForUrgentWorkOnceASecond() {
    assertThat(take()).isEqualTo("nothing");
    add(urgent, URGENT);
    add(usual, USUAL);
    assertThat(take()).isEqualTo(USUAL);

    clock.advance(PrioritySharePoller.BETWEEN_LOOKS);
    add(usual, USUAL);
    assertThat(take()).isEqualTo(URGENT);
  }

  private String take() {
    Batch batch = priorities.next();
    priorities.commit(batch);
    return batch.isEmpty() ? "nothing" : batch.items().get(0).position().topic();
  }

  private void add(MockShareConsumer<byte[], byte[]> consumer, String topic) {
    consumer.addRecord(new ConsumerRecord<>(topic, 0, offset++, new byte[] {1}, new byte[] {1}));
  }
}
