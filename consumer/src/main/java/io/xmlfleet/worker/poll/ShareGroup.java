package io.xmlfleet.worker.poll;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.config.ConfigResource;

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

  private static final long ANSWER_SECONDS = 20;

  private ShareGroup() {}

  /**
   * Sets the group up; again does no harm.
   *
   * @throws InfrastructureException if the brokers have no share groups, or refuse
   */
  public static void prepare(KafkaSettings kafka, String group) {
    try (Admin admin = ClientFactory.admin(kafka)) {
      FinalizedVersionRange shares =
          admin
              .describeFeatures()
              .featureMetadata()
              .get(ANSWER_SECONDS, TimeUnit.SECONDS)
              .finalizedFeatures()
              .get("share.version");
      if (shares == null || shares.maxVersionLevel() < 1) {
        throw new InfrastructureException(
            "the broker "
                + kafka.bootstrapServers()
                + " has no share groups: it needs Kafka 4.2 or later with the feature"
                + " share.version=1, or leave out --delivery share");
      }
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), settings()))
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InfrastructureException(
          "the share group " + group + " cannot be set up: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while setting up the share group", e);
    }
  }

  private static Collection<AlterConfigOp> settings() {
    return List.of(
        set("share.auto.offset.reset", "earliest"),
        set("share.isolation.level", "read_committed"),
        set("share.record.lock.duration.ms", Long.toString(LOCK.toMillis())),
        set("share.delivery.count.limit", Integer.toString(DELIVERIES)));
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }
}
