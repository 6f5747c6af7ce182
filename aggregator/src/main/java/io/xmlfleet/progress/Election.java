package io.xmlfleet.progress;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Says who is active: the member of the group that owns the one partition of the state topic.
 * Confined to the aggregator's thread.
 *
 * <p>The classic protocol, because there the client sets the session time-out and so the time that
 * a take-over takes; sticky, so that a newcomer does not unseat the active one.
 */
final class Election implements AutoCloseable, ConsumerRebalanceListener {
  private final Consumer<byte[], byte[]> member;
  private boolean active;

  /** Takes part; closes the member in the end. */
  Election(Consumer<byte[], byte[]> member, TopicNames topics) {
    this.member = member;
    member.subscribe(List.of(topics.aggregatorState()), this);
  }

  static Election join(KafkaSettings kafka, TopicNames topics, Duration takeoverAfter) {
    return new Election(
        ClientFactory.member(
            kafka,
            topics.aggregatorGroup(),
            Map.of(),
            Map.of(
                "group.protocol", "classic",
                "partition.assignment.strategy", CooperativeStickyAssignor.class.getName(),
                "session.timeout.ms", Math.toIntExact(takeoverAfter.toMillis()),
                "heartbeat.interval.ms", Math.toIntExact(takeoverAfter.toMillis() / 4),
                "auto.offset.reset", "latest")),
        topics);
  }

  /** Takes part, for at most this long or until it is the active one, and says whether it is. */
  boolean active(Duration wait) {
    try {
      member.poll(wait);
      return active;
    } catch (WakeupException e) { // by wake or by onPartitionsAssigned
      return active;
    }
  }

  /** Ends the wait of {@link #active}; from any thread, but not once this is closed. */
  void wake() {
    member.wakeup();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      active = true;
      // Owning it is all that counts; its records are read by whoever loads the snapshot.
      member.pause(partitions);
      member.wakeup(); // nothing else would end the poll before its time
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      active = false;
    }
  }

  @Override
  public void close() {
    member.close();
  }
}
