package io.xmlfleet.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.topic.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
  private static final TopicPartition DEAD = new TopicPartition("dead", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final TopicReader reader = new TopicReader(consumer, "dead");
  private final List<Long> visited = new ArrayList<>();

  @Test
  void stopsAtTheEndAsItWasAtTheCall() throws InterruptedException {
    holds(2, 5, 2L, 4L, 5L, 6L);
    reader.readAll(consumed -> visited.add(consumed.offset()));
    assertThat(visited).containsExactly(2L, 4L);
    assertThat(consumer.position(DEAD)).as("what came later is left to read").isEqualTo(5);
  }

  @Test
  void readsNothingOfAnEmptyTopic() throws InterruptedException {
    holds(7, 7);
    reader.readAll(consumed -> visited.add(consumed.offset()));
    assertThat(visited).isEmpty();
  }

  @Test
  void passesOverOffsetsThatCompactionTookAway() throws InterruptedException {
    holds(0, 1000, 3L, 9L, 400L, 999L);
    reader.readAt(0, List.of(3L, 4L, 9L, 399L, 998L, 999L), c -> visited.add(c.offset()));
    assertThat(visited).containsExactly(3L, 9L, 999L);
  }

  @Test
  void saysThatTheTopicIsMissing() {
    consumer.updatePartitions("dead", List.of());
    assertThatThrownBy(() -> reader.readAll(consumed -> {}))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("xmlfleet topics create");
  }

  private void holds(long begin, long end, Long... offsets) {
    Node node = new Node(1, "localhost", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions("dead", List.of(new PartitionInfo("dead", 0, node, nodes, nodes)));
    consumer.updateBeginningOffsets(Map.of(DEAD, begin));
    consumer.updateEndOffsets(Map.of(DEAD, end));
    consumer.schedulePollTask(
        () -> {
          for (long offset : offsets) {
            consumer.addRecord(
                new ConsumerRecord<>(
                    "dead", 0, offset, ("r1/" + offset).getBytes(UTF_8), new byte[0]));
          }
        });
  }
}
