package io.xmlfleet.worker.poll;

import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.pipeline.ReceivedItem;
import java.time.Duration;
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
public final class Batch {
  private static final Duration WITHOUT_END = Duration.ofDays(1);

  /** The brokers drop a record that comes too often; see {@link ShareGroup#DELIVERIES}. */
  private static final int OFTEN = 3;

  private final List<ReceivedItem> items;
  private final Map<TopicPartition, OffsetAndMetadata> offsets;
  private final Duration timeLimit;
  private final Set<TopicPartition> dropped = new HashSet<>();
  private final Set<RecordPosition> left = new HashSet<>();

  /** Items in the order of their partitions, and the offsets that stand for them. */
  public Batch(List<ReceivedItem> items, Map<TopicPartition, OffsetAndMetadata> offsets) {
    this(items, offsets, WITHOUT_END);
  }

  private Batch(
      List<ReceivedItem> items,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Duration timeLimit) {
    this.items = List.copyOf(items);
    this.offsets = Map.copyOf(offsets);
    this.timeLimit = timeLimit;
  }

  /**
   * Items that are acknowledged one by one.
   *
   * @param timeLimit after so long, those that are not begun are better left to others
   */
  static Batch shared(List<ReceivedItem> items, Duration timeLimit) {
    return new Batch(items, Map.of(), timeLimit);
  }

  public static Batch empty() {
    return new Batch(List.of(), Map.of());
  }

  /** Whether there is nothing to do and nothing to commit. */
  public boolean isEmpty() {
    return items.isEmpty() && offsets.isEmpty();
  }

  public List<ReceivedItem> items() {
    return items;
  }

  public boolean holds(ReceivedItem item) {
    RecordPosition position = item.position();
    return !dropped.contains(new TopicPartition(position.topic(), position.partition()))
        && !left.contains(position);
  }

  /** How long its documents may be prepared. */
  public Duration timeLimit() {
    return timeLimit;
  }

  /** This one is left to others, if it may be; an item that came back often enough stays. */
  public void release(ReceivedItem item) {
    if (item.deliveries() < OFTEN) {
      left.add(item.position());
    }
  }

  /** How many items are ours. */
  int size() {
    return (int) items.stream().filter(this::holds).count();
  }

  void drop(Collection<TopicPartition> partitions) {
    dropped.addAll(partitions);
  }

  public Map<TopicPartition, OffsetAndMetadata> committable() {
    Map<TopicPartition, OffsetAndMetadata> held = new HashMap<>(offsets);
    held.keySet().removeAll(dropped);
    return held;
  }
}
