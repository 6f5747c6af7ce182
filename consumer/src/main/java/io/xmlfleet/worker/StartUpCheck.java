package io.xmlfleet.worker;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds out before the first poll what would make every worker fail, and says how to mend it. */
final class StartUpCheck {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final LedgerKey NOBODY = new LedgerKey("xmlfleet", "start-up check");

  private final WorkerParts parts;

  StartUpCheck(WorkerParts parts) {
    this.parts = parts;
  }

  /**
   * Asks broker and database.
   *
   * @throws InfrastructureException if one does not answer, or lacks a topic or the ledger
   */
  void run() {
    checkBroker();
    checkLedger();
  }

  private void checkLedger() {
    try (DatabaseSession session = parts.sessions().get()) {
      session.inTransaction(LIMIT, tx -> parts.ledger().find(tx, List.of(NOBODY)));
    } catch (DatabaseFailureException e) {
      throw new InfrastructureException("the database cannot be used: " + e.getMessage(), e);
    }
  }

  private void checkBroker() {
    try (Admin admin = admin()) {
      checkGroupProtocol(admin);
      checkTopics(admin);
    }
  }

  private void checkGroupProtocol(Admin admin) {
    FeatureMetadata features = await(admin.describeFeatures().featureMetadata());
    FinalizedVersionRange groups = features.finalizedFeatures().get("group.version");
    if (groups == null || groups.maxVersionLevel() < 1) {
      throw new InfrastructureException(
          "the broker "
              + parts.kafka().bootstrapServers()
              + " does not offer the group protocol \"consumer\"; it needs Kafka 4.0 or later"
              + " with the feature group.version=1");
    }
  }

  private void checkTopics(Admin admin) {
    TopicNames topics = parts.topics();
    List<String> missing = new ArrayList<>();
    admin
        .describeTopics(
            List.of(topics.work(), topics.urgentWork(), topics.results(), topics.deadLetters()))
        .topicNameValues()
        .forEach(
            (topic, description) -> {
              if (!exists(description)) {
                missing.add(topic);
              }
            });
    if (!missing.isEmpty()) {
      throw new InfrastructureException(
          "no such topic: "
              + String.join(", ", missing.stream().sorted().toList())
              + "; create the topics first (xmlfleet topics create)");
    }
  }

  private Admin admin() {
    return ClientFactory.admin(
        parts.kafka(), Map.of("default.api.timeout.ms", 15_000, "request.timeout.ms", 10_000));
  }

  private boolean exists(KafkaFuture<TopicDescription> description) {
    try {
      await(description);
      return true;
    } catch (InfrastructureException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unanswered(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(e);
    }
  }

  private InfrastructureException unanswered(Throwable cause) {
    return new InfrastructureException(
        "the broker " + parts.kafka().bootstrapServers() + " cannot be used: " + cause.getMessage(),
        cause);
  }
}
