package io.xmlfleet.worker.poll;

import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.pipeline.ReceivedItem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Polled records that wait to become a batch, in the order in which they came. Confined to one
 * thread.
 *
 * <p>One poll may bring more than a batch holds; the rest is the start of the next one.
 */
final class Accumulator {
  private final BatchLimits limits;
  private final BatchSize size;
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

  /** Where the consumer stands: behind the waiting records, and behind markers of transactions. */
  private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();

  private long waitingBytes;

  Accumulator(BatchLimits limits) {
    this.limits = limits;
    this.size = new BatchSize(limits.records());
  }

  void add(ConsumerRecords<byte[], byte[]> polled) {
    for (ConsumerRecord<byte[], byte[]> consumed : polled) {
      waiting.add(consumed);
      waitingBytes += bytes(consumed);
    }
    positions.putAll(polled.nextOffsets());
  }

  void drop(Collection<TopicPartition> partitions) {
    waiting.removeIf(consumed -> partitions.contains(partition(consumed)));
    waitingBytes = waiting.stream().mapToLong(Accumulator::bytes).sum();
    positions.keySet().removeAll(partitions);
  }

  /** Sizes the next batches by one that was loaded. */
  void loaded(int documents, Duration took) {
    size.loaded(documents, took);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() >= size.records() || waitingBytes >= limits.bytes();
  }

  /** The next batch: as many of the waiting records as the limits allow. */
  Batch take() {
    return take(next(null, size.records()), Mark.AT_WORK.text(), 0);
  }

  /**
   * The next records of a partition, as far as the limits allow.
   *
   * @param partition null: of all
   */
  List<ConsumerRecord<byte[], byte[]>> next(@Nullable TopicPartition partition, int most) {
    List<ConsumerRecord<byte[], byte[]>> next = new ArrayList<>();
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> consumed : waiting) {
      if (partition == null || partition.equals(partition(consumed))) {
        bytes += bytes(consumed);
        if (!next.isEmpty() && (next.size() >= most || bytes > limits.bytes())) {
          break;
        }
        next.add(consumed);
      }
    }
    return next;
  }

  /**
   * A batch of some of the waiting records, the first ones of their partitions.
   *
   * @param metadata to be committed with the offsets behind them
   * @param deaths how many processes have died of the one that it is
   */
  Batch take(List<ConsumerRecord<byte[], byte[]>> records, String metadata, int deaths) {
    List<ReceivedItem> items = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    Set<ConsumerRecord<byte[], byte[]>> taken = new HashSet<>(records); // by identity
    waiting.removeIf(taken::contains);
    for (ConsumerRecord<byte[], byte[]> consumed : records) {
      waitingBytes -= bytes(consumed);
      items.add(
          new ReceivedItem(
              WorkItemCodec.decode(consumed),
              WorkItemCodec.position(consumed),
              WorkItemCodec.asOf(consumed),
              1,
              deaths));
      offsets.put(partition(consumed), next(consumed, metadata));
    }
    takeDrainedPositions(offsets, metadata);
    return new Batch(items, offsets);
  }

  private void takeDrainedPositions(
      Map<TopicPartition, OffsetAndMetadata> offsets, String metadata) {
    Set<TopicPartition> undrained = new HashSet<>();
    waiting.forEach(consumed -> undrained.add(partition(consumed)));
    positions.forEach(
        (partition, position) -> {
          if (!undrained.contains(partition)) {
            String mark = offsets.containsKey(partition) ? metadata : Mark.AT_WORK.text();
            offsets.put(
                partition, new OffsetAndMetadata(position.offset(), position.leaderEpoch(), mark));
          }
        });
    positions.keySet().retainAll(undrained);
  }

  /** Of the document, wherever it is: in the end all of a batch are in memory. */
  private static long bytes(ConsumerRecord<byte[], byte[]> consumed) {
    return WorkItemCodec.documentBytes(consumed);
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> consumed) {
    return new TopicPartition(consumed.topic(), consumed.partition());
  }

  private static OffsetAndMetadata next(ConsumerRecord<?, ?> consumed, String metadata) {
    Optional<Integer> epoch = consumed.leaderEpoch();
    return new OffsetAndMetadata(consumed.offset() + 1, epoch, metadata);
  }
}
