package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.Stopwatch;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    pending.keySet().retainAll(consumer.assignment());
    if (pending.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(Map.copyOf(pending), LIMIT);
      sinceCommit = Stopwatch.start(clock);
      pending.clear();
      failing = false;
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
      report(e);
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
