package io.xmlfleet.progress;

import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What the aggregator reads: partitions of results, dead letters and run events. One thread. */
final class InputPartitions {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final long SMALL_LAG = 1_000;

  private final Consumer<byte[], byte[]> consumer;
  private final List<String> inputs;
  private final Set<TopicPartition> assigned = new HashSet<>();

  InputPartitions(Consumer<byte[], byte[]> consumer, TopicNames topics) {
    this.consumer = consumer;
    this.inputs = List.of(topics.runs(), topics.results(), topics.deadLetters());
  }

  /** Whether next to nothing is left to read. */
  boolean readToTheirEnds() {
    return assigned.stream()
        .allMatch(partition -> consumer.currentLag(partition).orElse(Long.MAX_VALUE) < SMALL_LAG);
  }

  /** Takes in the partitions that are new, each from its position or else from its beginning. */
  void assignNew(Map<TopicPartition, Long> positions) {
    List<TopicPartition> fresh = new ArrayList<>();
    for (String topic : inputs) {
      consumer
          .partitionsFor(topic, ANSWER)
          .forEach(info -> fresh.add(new TopicPartition(topic, info.partition())));
    }
    fresh.removeAll(assigned);
    if (fresh.isEmpty()) {
      return;
    }
    assigned.addAll(fresh);
    consumer.assign(assigned);
    for (TopicPartition partition : fresh) {
      Long position = positions.get(partition);
      if (position == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, position);
      }
    }
  }
}
