package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.poll.BrokerAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds out before the first poll what would make every worker fail, and says how to mend it. */
final class StartUpCheck {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final LedgerKey NOBODY = new LedgerKey("xmlfleet", "start-up check");

  private final WorkerParts parts;
  private final BrokerAdmin broker;

  StartUpCheck(WorkerParts parts, BrokerAdmin broker) {
    this.parts = parts;
    this.broker = broker;
  }

  /**
   * Asks broker and database.
   *
   * @throws InfrastructureException if one does not answer, or lacks a topic or the ledger that the
   *     mode needs
   */
  void run() {
    checkGroupProtocol();
    checkTopics();
    checkDatabase();
  }

  private void checkGroupProtocol() {
    if (broker.featureLevel("group.version") < 1) {
      throw new InfrastructureException(
          "the broker "
              + broker.address()
              + " does not offer the group protocol \"consumer\"; it needs Kafka 4.0 or later"
              + " with the feature group.version=1");
    }
  }

  private void checkTopics() {
    TopicNames topics = parts.topics();
    Set<String> missing =
        broker.missing(
            List.of(topics.work(), topics.urgentWork(), topics.results(), topics.deadLetters()));
    if (!missing.isEmpty()) {
      throw new InfrastructureException(
          "no such topic: "
              + String.join(", ", new TreeSet<>(missing))
              + "; create the topics first (xmlfleet topics create)");
    }
  }

  private void checkDatabase() {
    // Who only compares may do so before there is a ledger.
    Set<LedgerKey> asked = parts.mode() instanceof LoadMode.Verify ? Set.of() : Set.of(NOBODY);
    try (DatabaseSession session = parts.sessions().get()) {
      session.inTransaction(LIMIT, tx -> parts.ledger().find(tx, asked));
    } catch (DatabaseFailureException e) {
      throw new InfrastructureException("the database cannot be used: " + e.getMessage(), e);
    }
  }
}
