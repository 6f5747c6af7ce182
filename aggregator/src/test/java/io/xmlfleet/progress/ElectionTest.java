package io.xmlfleet.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class ElectionTest {
  private static final TopicNames TOPICS = TopicNames.standard();
  private static final TopicPartition SEAT = new TopicPartition(TOPICS.aggregatorState(), 0);

  private final MockConsumer<byte[], byte[]> member = new MockConsumer<>("latest");
  private final Election election = new Election(member, TOPICS);

  @Test
  void isActiveForAsLongAsItOwnsThePartition() {
    assertThat(active()).isFalse();
    assertThat(member.subscription()).containsExactly(TOPICS.aggregatorState());

    own(List.of(SEAT));
    assertThat(active()).isTrue();
    assertThat(active()).isTrue();

    own(List.of());
    assertThat(active()).isFalse();
  }

  @Test
  void whoIsElectedWaitsNoLonger() {
    own(List.of(SEAT));

    assertThatThrownBy(() -> member.poll(Duration.ofSeconds(1)))
        .isInstanceOf(WakeupException.class);
  }

  @Test
  void aRebalanceThatTakesNothingAwayUnseatsNobody() {
    own(List.of(SEAT));
    election.onPartitionsRevoked(List.of());
    election.onPartitionsAssigned(List.of());

    assertThat(active()).isTrue();
  }

  @Test
  void aPartitionThatIsLostIsNotOwned() {
    own(List.of(SEAT));
    member.losePartitions(List.of(SEAT));

    assertThat(active()).isFalse();
  }

  @Test
  void readsNoRecordOfThePartitionThatItOwns() {
    own(List.of(SEAT));
    assertThat(member.paused()).containsExactly(SEAT);
    member.addRecord(new ConsumerRecord<>(SEAT.topic(), 0, 0, null, new byte[0]));
    active();

    assertThat(member.position(SEAT)).isZero();
  }

  @Test
  void leavesTheGroupInTheEnd() {
    election.close();

    assertThat(member.closed()).isTrue();
  }

  private boolean active() {
    return election.active(Duration.ZERO);
  }

  private void own(List<TopicPartition> partitions) {
    member.updateEndOffsets(Map.of(SEAT, 0L));
    member.updateBeginningOffsets(Map.of(SEAT, 0L));
    member.rebalance(partitions);
  }
}
