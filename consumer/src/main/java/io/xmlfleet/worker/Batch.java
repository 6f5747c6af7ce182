package io.xmlfleet.worker;

import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.pipeline.ReceivedItem;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Items in hand, and the offsets to commit when all of them are done. Confined to one thread.
 *
 * <p>A rebalance may take partitions away while the batch is in hand; their items are no longer
 * ours, and their offsets are not committed.
 */
final class Batch {
  private final List<ReceivedItem> items;
  private final Map<TopicPartition, OffsetAndMetadata> offsets;
  private final Set<TopicPartition> dropped = new HashSet<>();

  Batch(List<ReceivedItem> items, Map<TopicPartition, OffsetAndMetadata> offsets) {
    this.items = List.copyOf(items);
    this.offsets = Map.copyOf(offsets);
  }

  static Batch empty() {
    return new Batch(List.of(), Map.of());
  }

  /** Whether there is nothing to do and nothing to commit. */
  boolean isEmpty() {
    return items.isEmpty() && offsets.isEmpty();
  }

  List<ReceivedItem> items() {
    return items;
  }

  boolean holds(ReceivedItem item) {
    RecordPosition position = item.position();
    return !dropped.contains(new TopicPartition(position.topic(), position.partition()));
  }

  void drop(Collection<TopicPartition> partitions) {
    dropped.addAll(partitions);
  }

  Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> held = new HashMap<>(offsets);
    held.keySet().removeAll(dropped);
    return held;
  }
}
