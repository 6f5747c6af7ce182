package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.junit.jupiter.api.Test;

class PrioritySharePollerTest {
  private static final String URGENT = Records.TOPICS.urgentWork();
  private static final String USUAL = Records.TOPICS.work();

  private final List<String> effects = new ArrayList<>();
  private final Noting urgent = new Noting("urgent");
  private final Noting usual = new Noting("usual");
  private final StopSignal stop = new StopSignal();
  private final TickingClock clock = new TickingClock(Duration.ofMillis(1));
  private final PrioritySharePoller priorities =
      new PrioritySharePoller(poller(urgent, URGENT), poller(usual, USUAL), clock);
  private long offset;

  private final class Noting extends MockShareConsumer<byte[], byte[]> {
    private final String name;

    Noting(String name) {
      this.name = name;
    }

    @Override
    public synchronized void acknowledge(
        ConsumerRecord<byte[], byte[]> consumed, AcknowledgeType type) {
      effects.add(name + " " + type.name());
    }

    @Override
    public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration limit) {
      effects.add(name + " commit");
      return Map.of();
    }

    @Override
    public synchronized void close(Duration limit) {
      effects.add(name + " close");
    }
  }

  private SharePoller poller(Noting consumer, String topic) {
    return new SharePoller(
        records -> {
          effects.add(consumer.name + " takes " + records);
          return consumer;
        },
        topic,
        new ShareSize(10),
        stop,
        clock);
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

  @Test
  void passesOnToTheOneWhoseBatchIsInHand() {
    effects.clear();
    add(urgent, URGENT);
    Batch batch = priorities.next();
    assertThat(effects).as("of the one before").containsExactly("usual commit");

    priorities.commit(batch);
    assertThat(effects).endsWith("urgent ACCEPT");

    priorities.flush();
    assertThat(effects).endsWith("urgent commit", "usual commit");
    assertThat(priorities.overlaps()).isFalse();
    assertThat(priorities.partitions()).isZero();
    assertThat(priorities.lag()).isZero();
  }

  @Test
  void renewsTheLocksOfTheOneWhoseBatchIsInHand() {
    add(usual, USUAL);
    priorities.next();
    clock.advance(SharePoller.RENEWAL_INTERVAL);
    effects.clear();

    priorities.waitFor(Duration.ZERO);

    assertThat(effects).containsExactly("usual RENEW", "usual commit");
  }

  @Test
  void learnsHowMuchToTakeFromTheOneWhoseBatchIsInHand() {
    add(usual, USUAL);
    Batch batch = priorities.next();
    clock.advance(Duration.ofSeconds(1));
    effects.clear();
    priorities.loaded(Duration.ofSeconds(1));
    priorities.commit(batch);

    priorities.next();

    assertThat(effects).containsSubsequence("usual close", "usual takes 1");
  }

  @Test
  void closesBoth() {
    effects.clear();

    priorities.close(Duration.ofSeconds(1));

    assertThat(effects).containsExactly("urgent close", "usual close");
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
