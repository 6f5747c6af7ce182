package io.xmlfleet.worker.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.worker.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AccumulatorTest {
  private final Accumulator accumulator =
      new Accumulator(new BatchLimits(4, 100, Duration.ofMillis(50)));

  @Test
  void fillsUpToTheRecordLimitAndKeepsTheRest() {
    accumulator.add(Records.polled(0, 10, 1, 1, 1));
    assertThat(accumulator.isFull()).isFalse();
    accumulator.add(Records.polled(1, 20, 1, 1, 1));
    assertThat(accumulator.isFull()).isTrue();

    Batch first = accumulator.take();
    assertThat(offsets(first)).containsExactlyInAnyOrder("0@10", "0@11", "0@12", "1@20");
    assertThat(committed(first)).isEqualTo(Map.of(0, 13L, 1, 21L));
    assertThat(accumulator.isFull()).isFalse();

    Batch second = accumulator.take();
    assertThat(offsets(second)).containsExactly("1@21", "1@22");
    assertThat(committed(second)).isEqualTo(Map.of(1, 23L));
    assertThat(accumulator.take().isEmpty()).isTrue();
  }

  @Test
  void fillsUpToTheByteLimit() {
    accumulator.add(Records.polled(0, 0, 60, 60, 1));

    assertThat(accumulator.isFull()).isTrue();
    assertThat(offsets(accumulator.take())).containsExactly("0@0");
    assertThat(accumulator.isFull()).as("61 of 100 bytes wait").isFalse();
    assertThat(offsets(accumulator.take())).containsExactly("0@1", "0@2");
  }

  @Test
  void isFullAtItsLimitsAndNotOnlyBeyond() {
    accumulator.add(Records.polled(0, 0, 1, 1, 1, 1));
    assertThat(accumulator.isFull()).as("four records").isTrue();
    assertThat(accumulator.take().items()).hasSize(4);

    accumulator.add(Records.polled(0, 4, 60, 40));
    assertThat(accumulator.isFull()).as("100 bytes").isTrue();
    assertThat(accumulator.take().items()).hasSize(2);
  }

  @Test
  void takesADocumentLargerThanTheLimitAllByItself() {
    accumulator.add(Records.polled(0, 0, 500, 1));

    assertThat(offsets(accumulator.take())).containsExactly("0@0");
  }

  @Test
  void forgetsWhatIsNoLongerOurs() {
    accumulator.add(Records.polled(0, 10, 1));
    accumulator.add(Records.polled(1, 20, 99));
    accumulator.drop(List.of(Records.partition(1)));

    assertThat(accumulator.isFull()).isFalse();
    Batch batch = accumulator.take();
    assertThat(offsets(batch)).containsExactly("0@10");
    assertThat(committed(batch)).isEqualTo(Map.of(0, 11L));
  }

  @Test
  void commitsBeyondTheMarkersOfTransactions() {
    accumulator.add(
        new ConsumerRecords<>(Map.of(), Map.of(Records.partition(0), new OffsetAndMetadata(7))));

    Batch batch = accumulator.take();
    assertThat(batch.items()).isEmpty();
    assertThat(batch.isEmpty()).isFalse();
    assertThat(committed(batch)).isEqualTo(Map.of(0, 7L));
  }

  @Test
  void marksWhatComesAfterABatchOfOneDocumentInItsPartitionOnly() {
    accumulator.add(Records.polled(0, 10, 1));
    accumulator.add(
        new ConsumerRecords<>(Map.of(), Map.of(Records.partition(1), new OffsetAndMetadata(7))));

    Batch batch = accumulator.take(accumulator.next(Records.partition(0), 1), "mark", 0);

    assertThat(batch.committable().get(Records.partition(0)).metadata()).isEqualTo("mark");
    assertThat(batch.committable().get(Records.partition(1)).metadata())
        .isEqualTo(Mark.AT_WORK.text());
  }

  @Test
  void aBatchInHandLosesThePartitionsThatAreTakenAway() {
    accumulator.add(Records.polled(0, 10, 1));
    accumulator.add(Records.polled(1, 20, 1));
    Batch batch = accumulator.take();

    batch.drop(List.of(Records.partition(0)));

    assertThat(batch.items().stream().filter(batch::holds))
        .extracting(item -> item.position().partition())
        .containsExactly(1);
    assertThat(committed(batch)).isEqualTo(Map.of(1, 21L));
  }

  private static List<String> offsets(Batch batch) {
    return batch.items().stream()
        .map(item -> item.position().partition() + "@" + item.position().offset())
        .toList();
  }

  private static Map<Integer, Long> committed(Batch batch) {
    return batch.committable().entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                (Map.Entry<TopicPartition, OffsetAndMetadata> entry) -> entry.getKey().partition(),
                entry -> entry.getValue().offset()));
  }
}
