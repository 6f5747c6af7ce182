package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
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
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
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
    checkTopics();
    checkLedger();
  }

  private void checkLedger() {
    try (DatabaseSession session = parts.sessions().get()) {
      session.inTransaction(LIMIT, tx -> parts.ledger().find(tx, List.of(NOBODY)));
    } catch (DatabaseFailureException e) {
      throw new InfrastructureException("the database cannot be used: " + e.getMessage(), e);
    }
  }

  private void checkTopics() {
    TopicNames topics = parts.topics();
    List<String> missing = new ArrayList<>();
    try (Admin admin = admin()) {
      admin
          .describeTopics(List.of(topics.work(), topics.results(), topics.deadLetters()))
          .topicNameValues()
          .forEach(
              (topic, description) -> {
                if (!exists(topic, description)) {
                  missing.add(topic);
                }
              });
    }
    if (!missing.isEmpty()) {
      throw new InfrastructureException(
          "no such topic: "
              + String.join(", ", missing.stream().sorted().toList())
              + "; create the topics first (xmlfleet topics create)");
    }
  }

  private Admin admin() {
    try {
      return Admin.create(
          parts
              .kafka()
              .clientProperties(
                  Map.of("default.api.timeout.ms", 15_000, "request.timeout.ms", 10_000),
                  Map.of()));
    } catch (KafkaException e) {
      throw new UsageException("the Kafka settings cannot be used: " + e.getMessage(), e);
    }
  }

  private boolean exists(String topic, KafkaFuture<TopicDescription> description) {
    try {
      description.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw unanswered(topic, e);
    } catch (TimeoutException e) {
      throw unanswered(topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(topic, e);
    }
  }

  private InfrastructureException unanswered(String topic, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new InfrastructureException(
        "the broker "
            + parts.kafka().bootstrapServers()
            + " does not tell about the topic "
            + topic
            + ": "
            + cause.getMessage(),
        e);
  }
}
