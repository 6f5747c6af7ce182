package io.xmlfleet.worker.poll;

import io.xmlfleet.failure.InfrastructureException;
import java.time.Duration;
import java.util.Map;

/**
 * What a share group must be told before its first member comes: it is the brokers that begin at
 * the end of a topic, and give up a record, unless they are told otherwise.
 */
public final class ShareGroup {
  /** How long a record is one worker's without a sign of life; the longest that brokers allow. */
  static final Duration LOCK = Duration.ofSeconds(60);

  /** So often the brokers deliver a record before they drop it; the most that they allow. */
  static final int DELIVERIES = 10;

  /**
   * A record that comes so often is rejected without being tried: workers die of it, and beyond
   * {@link #DELIVERIES} it would be lost.
   */
  public static final int LAST_DELIVERY = DELIVERIES - 2;

  private ShareGroup() {}

  /**
   * Sets the group up; again does no harm.
   *
   * @throws InfrastructureException if the brokers have no share groups, or refuse
   */
  public static void prepare(BrokerAdmin broker, String group) {
    if (broker.featureLevel("share.version") < 1) {
      throw new InfrastructureException(
          "the broker "
              + broker.address()
              + " has no share groups: it needs Kafka 4.2 or later with the feature"
              + " share.version=1, or leave out --delivery share");
    }
    broker.configureGroup(
        group,
        Map.of(
            "share.auto.offset.reset",
            "earliest",
            "share.isolation.level",
            "read_committed",
            "share.record.lock.duration.ms",
            Long.toString(LOCK.toMillis()),
            "share.delivery.count.limit",
            Integer.toString(DELIVERIES)));
  }
}
