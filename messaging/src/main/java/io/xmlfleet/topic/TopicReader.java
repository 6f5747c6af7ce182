package io.xmlfleet.topic;

import io.xmlfleet.failure.InfrastructureException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

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

  /** Whatever is read. */
  @FunctionalInterface
  public interface Reading {
    void read() throws InterruptedException;
  }

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  /** A reader of one topic; the consumer stays the caller's to close. */
  public TopicReader(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /**
   * Reads, and says what could not be read.
   *
   * @throws InfrastructureException if Kafka fails or the thread is interrupted
   */
  public static void guarded(String what, Reading reading) {
    try {
      reading.read();
    } catch (InterruptException | InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while reading " + what, e);
    } catch (KafkaException e) {
      throw new InfrastructureException(what + " cannot be read: " + e.getMessage(), e);
    }
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
    read(ends(partitions), consumer.beginningOffsets(partitions, ANSWER), visitor);
  }

  /**
   * As {@link #readAll}, but passes over what is older; so a run of today is read without the week
   * before it.
   *
   * @param since by the records' own times; a writer's clock may be wrong, so leave a margin
   * @return from when on the topic has everything: {@code since}, or later if records of that time
   *     were deleted; {@link Instant#MAX} if all of them may have been
   * @throws InfrastructureException if the topic is missing or the brokers fall silent
   */
  public Instant readSince(Instant since, Visitor visitor) throws InterruptedException {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = ends(partitions);
    Map<TopicPartition, Long> kept = consumer.beginningOffsets(partitions, ANSWER);
    Map<TopicPartition, Long> starts = offsetsAt(since, partitions, ends);
    Map<TopicPartition, Instant> completeSince = new HashMap<>();
    for (TopicPartition partition : partitions) {
      // Something older is still there: then nothing of that time was deleted.
      if (at(kept, partition) > 0 && at(starts, partition) <= at(kept, partition)) {
        completeSince.put(partition, Instant.MAX);
      }
    }
    read(
        ends,
        starts,
        consumed -> {
          completeSince.computeIfPresent(
              partition(consumed),
              (partition, known) ->
                  known.equals(Instant.MAX) ? Instant.ofEpochMilli(consumed.timestamp()) : known);
          visitor.visit(consumed);
        });
    return completeSince.values().stream()
        .filter(time -> time.isAfter(since))
        .max(Comparator.naturalOrder())
        .orElse(since);
  }

  private void read(
      Map<TopicPartition, Long> ends, Map<TopicPartition, Long> starts, Visitor visitor)
      throws InterruptedException {
    Set<TopicPartition> open = new HashSet<>(ends.keySet());
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

  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions, ANSWER);
  }

  /** Of each partition the first offset of that time or later; its end if there is none. */
  private Map<TopicPartition, Long> offsetsAt(
      Instant time, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, Math.max(0, time.toEpochMilli())));
    Map<TopicPartition, Long> offsets = new HashMap<>(ends);
    consumer
        .offsetsForTimes(wanted, ANSWER)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                offsets.put(partition, found.offset());
              }
            });
    return offsets;
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
