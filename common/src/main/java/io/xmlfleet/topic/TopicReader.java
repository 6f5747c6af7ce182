package io.xmlfleet.topic;

import io.xmlfleet.failure.InfrastructureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic without a group: all of it up to its end, or the records at given offsets. Holds
 * one poll's records at a time. Confined to one thread.
 */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  // Reading on is cheaper than a new fetch for as long as the gap is likely to be in the buffer.
  private static final long GAP_WORTH_A_SEEK = 200;

  /** Takes one record. */
  @FunctionalInterface
  public interface Visitor {
    void visit(ConsumerRecord<byte[], byte[]> consumed) throws InterruptedException;
  }

  /** Takes one record; says whether to go on. */
  @FunctionalInterface
  public interface Condition {
    boolean visit(ConsumerRecord<byte[], byte[]> consumed) throws InterruptedException;
  }

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  /** A reader of one topic; the consumer stays the caller's to close. */
  public TopicReader(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /** Whether there is such a topic. */
  public boolean exists() {
    List<PartitionInfo> infos = consumer.partitionsFor(topic, ANSWER);
    return infos != null && !infos.isEmpty();
  }

  /**
   * Visits what the topic holds at this moment; the records of one partition in their order. Leaves
   * the consumer where it has visited everything, so that reading on misses nothing.
   *
   * @throws InfrastructureException if the topic is missing or the brokers fall silent
   */
  public void readAll(Visitor visitor) throws InterruptedException {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, ANSWER);
    Set<TopicPartition> open = new HashSet<>(partitions);
    open.removeIf(partition -> at(starts, partition) >= at(ends, partition));
    assign(open);
    open.forEach(partition -> consumer.seek(partition, at(starts, partition)));
    Patience patience = new Patience();
    while (!open.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL)) {
        if (consumed.offset() < at(ends, partition(consumed))) {
          visitor.visit(consumed);
        }
      }
      patience.check(positions(open));
      List<TopicPartition> done =
          open.stream().filter(p -> consumer.position(p, ANSWER) >= at(ends, p)).toList();
      consumer.pause(done);
      // A poll may have brought more than there was at the start, and nobody has visited that.
      done.forEach(partition -> consumer.seek(partition, at(ends, partition)));
      done.forEach(open::remove);
    }
  }

  /**
   * Those of the offsets that the partition may hold: neither deleted nor still to come. None if
   * there is no such partition.
   */
  public List<Long> held(int partition, List<Long> offsets) {
    TopicPartition source = new TopicPartition(topic, partition);
    if (!exists() || !partitions().contains(source)) {
      return List.of();
    }
    long start = at(consumer.beginningOffsets(List.of(source), ANSWER), source);
    long end = at(consumer.endOffsets(List.of(source), ANSWER), source);
    return offsets.stream().filter(offset -> offset >= start && offset < end).toList();
  }

  /**
   * Visits the records of one partition at these offsets; those that are gone are passed over.
   *
   * @param offsets ascending, below the end of the partition
   * @return false if the visitor ended it
   */
  public boolean readAt(int partition, List<Long> offsets, Condition visitor)
      throws InterruptedException {
    if (offsets.isEmpty()) {
      return true;
    }
    TopicPartition source = new TopicPartition(topic, partition);
    assign(List.of(source));
    consumer.seek(source, offsets.get(0));
    Patience patience = new Patience();
    int next = 0;
    while (next < offsets.size()) {
      if (offsets.get(next) - consumer.position(source, ANSWER) > GAP_WORTH_A_SEEK) {
        consumer.seek(source, offsets.get(next));
      }
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> consumed : polled.records(source)) {
        next = firstFrom(offsets, next, consumed.offset());
        boolean wanted = next < offsets.size() && offsets.get(next) == consumed.offset();
        if (wanted && !visitor.visit(consumed)) {
          return false;
        }
      }
      next = firstFrom(offsets, next, consumer.position(source, ANSWER));
      patience.check(positions(Set.of(source)));
    }
    return true;
  }

  /** A partition that was assigned before has kept its pause. */
  private void assign(Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.resume(partitions);
  }

  private static int firstFrom(List<Long> offsets, int from, long offset) {
    int next = from;
    while (next < offsets.size() && offsets.get(next) < offset) {
      next++;
    }
    return next;
  }

  private List<TopicPartition> partitions() {
    List<PartitionInfo> infos = consumer.partitionsFor(topic, ANSWER);
    if (infos == null || infos.isEmpty()) {
      throw new InfrastructureException(
          "the topic " + topic + " does not exist; create it with: xmlfleet topics create");
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private List<Long> positions(Set<TopicPartition> partitions) {
    List<Long> positions = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      positions.add(consumer.position(partition, ANSWER));
    }
    return positions;
  }

  private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> consumed) {
    return new TopicPartition(consumed.topic(), consumed.partition());
  }

  /** Gives up when nothing has moved for a while. */
  private final class Patience {
    private List<Long> last = List.of();
    private long movedNanos = System.nanoTime();

    void check(List<Long> positions) {
      long now = System.nanoTime();
      if (!positions.equals(last)) {
        last = positions;
        movedNanos = now;
      } else if (now - movedNanos > TimeUnit.SECONDS.toNanos(ANSWER.toSeconds())) {
        throw new InfrastructureException(
            "Kafka sent nothing of the topic " + topic + " for " + ANSWER.toSeconds() + " s");
      }
    }
  }
}
