package io.xmlfleet.progress;

import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads results, dead letters and run events from given positions on. Confined to the aggregator's
 * thread.
 */
final class InputReader implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final List<String> inputs;
  private final Set<TopicPartition> assigned = new HashSet<>();

  /** A reader; it closes the consumer. */
  InputReader(Consumer<byte[], byte[]> consumer, TopicNames topics) {
    this.consumer = consumer;
    this.inputs = List.of(topics.runs(), topics.results(), topics.deadLetters());
  }

  /** Takes in the partitions that are new, each from its position or else from its beginning. */
  void assignAll(Map<TopicPartition, Long> positions) {
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

  ConsumerRecords<byte[], byte[]> poll(Duration wait) {
    return consumer.poll(wait);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
