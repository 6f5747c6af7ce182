package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.Stopwatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions a worker reads from: as long as urgent work waits, only those of it; but one
 * batch in so many is of the others alone, so that they go on, too. Confined to the consumer's
 * thread.
 */
final class PriorityPartitions {
  /** Batches of urgent work between two of the rest. */
  static final int URGENT_BATCHES = 4;

  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(PriorityPartitions.class);

  private final Consumer<byte[], byte[]> consumer;
  private final String urgentTopic;
  private final Clock clock;
  private Map<TopicPartition, Long> urgentEnds = Map.of();
  private Stopwatch sinceLook;
  private boolean closed;
  private int urgentBatches;

  PriorityPartitions(Consumer<byte[], byte[]> consumer, String urgentTopic, Clock clock) {
    this.consumer = consumer;
    this.urgentTopic = urgentTopic;
    this.clock = clock;
    this.sinceLook = Stopwatch.overdue(clock);
  }

  /** Reads nothing until it is opened. */
  void close() {
    if (!closed) {
      closed = true;
      consumer.pause(consumer.assignment());
    }
  }

  /** Reads for one more batch. */
  void open() {
    closed = false;
    Set<TopicPartition> all = consumer.assignment();
    Set<TopicPartition> urgent =
        all.stream().filter(this::isUrgent).collect(Collectors.toUnmodifiableSet());
    look(urgent);
    Set<TopicPartition> waiting = Set.of();
    if (urgent.stream().noneMatch(this::hasBacklog)) {
      urgentBatches = 0;
    } else if (urgentBatches < URGENT_BATCHES) {
      urgentBatches++;
      waiting = without(all, urgent);
    } else {
      urgentBatches = 0;
      waiting = urgent;
    }
    Set<TopicPartition> paused = consumer.paused();
    consumer.pause(without(waiting, paused));
    consumer.resume(without(paused, waiting));
  }

  /** What was open brought nothing, whatever the backlog is said to be: the others are next. */
  void foundNothing() {
    urgentBatches = urgentBatches == 0 ? 0 : URGENT_BATCHES;
  }

  /** Partitions that came while nothing is read. */
  void assigned(Collection<TopicPartition> partitions) {
    if (closed) {
      consumer.pause(partitions);
    }
  }

  boolean isUrgent(TopicPartition partition) {
    return partition.topic().equals(urgentTopic);
  }

  /**
   * Asks where urgent work ends. A consumer that has records of a broker in its buffer asks that
   * broker for no others, unless their partitions are paused; and one batch may fill it for long.
   */
  private void look(Set<TopicPartition> urgent) {
    if (urgent.isEmpty() || !sinceLook.reached(BETWEEN_LOOKS)) {
      return;
    }
    sinceLook = Stopwatch.start(clock);
    try {
      urgentEnds = consumer.endOffsets(urgent, LONGEST_LOOK);
    } catch (KafkaException e) {
      LOG.debug(
          "No word of urgent work: {}", e.getMessage()); // the next poll deals with the broker
    }
  }

  private boolean hasBacklog(TopicPartition partition) {
    long end = urgentEnds.getOrDefault(partition, 0L);
    try {
      return end > 0 && consumer.position(partition, Duration.ZERO) < end;
    } catch (TimeoutException e) {
      return false; // not known yet where it begins
    }
  }

  private static Set<TopicPartition> without(Set<TopicPartition> all, Set<TopicPartition> some) {
    Set<TopicPartition> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
