package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.worker.Records;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaOffsetCommitterTest {
  private static final TopicPartition FIRST = Records.partition(0);
  private static final TopicPartition SECOND = Records.partition(1);

  private final FencedConsumer consumer = new FencedConsumer();
  private final TickingClock clock = new TickingClock(Duration.ZERO);
  private final KafkaOffsetCommitter committer = new KafkaOffsetCommitter(consumer, clock);

  /** Refuses commits while its member epoch is said to be behind. */
  private static final class FencedConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, String> metadata = new HashMap<>();
    private boolean behind;

    FencedConsumer() {
      super(AutoOffsetResetStrategy.EARLIEST.name());
      assign(List.of(FIRST, SECOND));
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (behind) {
        throw new CommitFailedException("stale member epoch");
      }
      offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
      offsets.forEach((partition, offset) -> metadata.put(partition, offset.metadata()));
    }
  }

  @Test
  void commitsLaterWhatIsRefusedNow() {
    consumer.behind = true;
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(5))));
    consumer.behind = false;
    assertThat(consumer.committed).isEmpty();

    committer.commit(new Batch(List.of(), Map.of(SECOND, new OffsetAndMetadata(7))));

    assertThat(consumer.committed).isEqualTo(Map.of(FIRST, 5L, SECOND, 7L));
  }

  @Test
  void commitsTogetherWhatComesShortlyAfterACommit() {
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(5))));
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(6))));
    committer.commit(new Batch(List.of(), Map.of(SECOND, new OffsetAndMetadata(7))));
    assertThat(consumer.committed).isEqualTo(Map.of(FIRST, 5L));

    clock.advance(KafkaOffsetCommitter.INTERVAL);
    committer.commit(Batch.empty());
    assertThat(consumer.committed).isEqualTo(Map.of(FIRST, 6L, SECOND, 7L));
  }

  @Test
  void commitsAtOnceWhenThereIsNoLater() {
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(5))));
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(6))));

    committer.flush();

    assertThat(consumer.committed).isEqualTo(Map.of(FIRST, 6L));
  }

  @Test
  void doesNotWaitForAClockThatWasSetBack() {
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(5))));
    clock.set(Duration.ofHours(-1));
    clock.advance(KafkaOffsetCommitter.INTERVAL);

    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(6))));

    assertThat(consumer.committed).isEqualTo(Map.of(FIRST, 6L));
  }

  @Test
  void forgetsWhatIsNoLongerOurs() {
    consumer.behind = true;
    committer.commit(
        new Batch(
            List.of(), Map.of(FIRST, new OffsetAndMetadata(5), SECOND, new OffsetAndMetadata(7))));
    consumer.behind = false;
    consumer.assign(List.of(SECOND));

    committer.commit(Batch.empty());

    assertThat(consumer.committed).isEqualTo(Map.of(SECOND, 7L));
  }

  @Test
  void commitsNothingTwice() {
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(5))));
    consumer.committed.clear();

    assertThat(committer.mark(Map.of(SECOND, new OffsetAndMetadata(7)))).isTrue();

    assertThat(consumer.committed).isEqualTo(Map.of(SECOND, 7L));
  }

  @Test
  void commitsNothingOfAPartitionThatItHasLeft() {
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(5))));
    consumer.behind = true;
    committer.leave(Map.of(FIRST, offset -> Mark.NONE));
    consumer.behind = false;
    consumer.committed.clear();

    committer.flush(); // the partition is ours again after somebody else had it
    committer.leave(Map.of(FIRST, offset -> Mark.NONE));

    assertThat(consumer.committed).isEmpty();
  }

  @Test
  void doesNotSetAPartitionBackThatWasLostMeanwhile() {
    consumer.behind = true;
    committer.commit(new Batch(List.of(), Map.of(FIRST, new OffsetAndMetadata(5))));
    consumer.behind = false;

    committer.forget(List.of(FIRST)); // lost, and ours again after somebody else had it
    committer.commit(new Batch(List.of(), Map.of(SECOND, new OffsetAndMetadata(7))));

    assertThat(consumer.committed).isEqualTo(Map.of(SECOND, 7L));
  }

  @Test
  void takesItsMarkAwayWhereItLeavesInOrder() {
    OffsetAndMetadata at = new OffsetAndMetadata(5, Mark.AT_WORK.text());
    assertThat(committer.mark(Map.of(FIRST, at, SECOND, at))).isTrue();
    assertThat(consumer.metadata).containsEntry(FIRST, Mark.AT_WORK.text());

    committer.leave(Map.of(FIRST, offset -> Mark.NONE));

    assertThat(consumer.metadata).isEqualTo(Map.of(FIRST, Mark.NONE, SECOND, Mark.AT_WORK.text()));
    assertThat(consumer.committed).isEqualTo(Map.of(FIRST, 5L, SECOND, 5L));
  }

  @Test
  void saysWhetherItCouldMark() {
    consumer.behind = true;

    assertThat(committer.mark(Map.of(FIRST, new OffsetAndMetadata(5)))).isFalse();
  }
}
