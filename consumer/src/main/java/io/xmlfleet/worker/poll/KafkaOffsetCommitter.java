package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.Stopwatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits to the consumer group.
 *
 * <p>A commit is refused when its member epoch is behind the group's, even for partitions that stay
 * ours: the next heartbeat brings the new epoch, and a later call commits. Refusals therefore cost
 * nothing but a redelivery, and only if the worker dies or the partition moves in between.
 */
public final class KafkaOffsetCommitter implements OffsetCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOffsetCommitter.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A commit costs the group's coordinator a write; what a crash makes come again is this much. */
  static final Duration INTERVAL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();

  /** Of partitions that are ours, what was committed last. */
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

  private final Clock clock;
  private Stopwatch sinceCommit;
  private boolean failing;

  public KafkaOffsetCommitter(Consumer<byte[], byte[]> consumer, Clock clock) {
    this.consumer = consumer;
    this.clock = clock;
    this.sinceCommit = Stopwatch.overdue(clock);
  }

  @Override
  public void commit(Batch done) {
    pending.putAll(done.committable());
    if (sinceCommit.reached(INTERVAL)) {
      flush();
    }
  }

  @Override
  public void flush() {
    boolean unused = commitPending();
  }

  @Override
  public boolean mark(Map<TopicPartition, OffsetAndMetadata> marks) {
    pending.putAll(marks);
    return commitPending();
  }

  @Override
  public void leave(Map<TopicPartition, LongFunction<String>> marks) {
    marks.forEach(
        (partition, mark) -> {
          OffsetAndMetadata at = pending.getOrDefault(partition, committed.get(partition));
          if (at != null) {
            pending.put(
                partition,
                new OffsetAndMetadata(at.offset(), at.leaderEpoch(), mark.apply(at.offset())));
          }
        });
    boolean unused = commitPending();
    forget(marks.keySet());
  }

  @Override
  public void forget(Collection<TopicPartition> partitions) {
    pending.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
  }

  private boolean commitPending() {
    pending.keySet().retainAll(consumer.assignment());
    if (pending.isEmpty()) {
      return true;
    }
    try {
      consumer.commitSync(Map.copyOf(pending), LIMIT);
      sinceCommit = Stopwatch.start(clock);
      committed.putAll(pending);
      pending.clear();
      failing = false;
      return true;
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
      report(e);
      return false;
    }
  }

  private void report(KafkaException e) {
    if (failing) {
      LOG.debug("Offsets are still not committed: {}", e.getMessage());
    } else {
      LOG.warn("Offsets cannot be committed now, the group moves on: {}", e.getMessage());
    }
    failing = true;
  }
}
