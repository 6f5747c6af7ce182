package io.xmlfleet.reconcile;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.Database;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Compares what work topic, ledger, outcomes, dead letters, tables and progress say of a run, and
 * repairs what can be. Memory grows with the number of differences shown, not with the run. The
 * fleet may work meanwhile: what is under way is not called a difference. Thread-safe.
 */
public final class Reconciler {
  /** An aggregator that works has caught up by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final TopicNames topics;
  private final String group;
  private final Database database;
  private final Clock clock;
  private final Duration patience;

  /**
   * A reconciler; the database stays the caller's to close.
   *
   * @param group the consumers' group, whose offsets say which items a worker has still to come to
   */
  public Reconciler(
      KafkaSettings kafka, TopicNames topics, String group, Database database, Clock clock) {
    this(kafka, topics, group, database, clock, PATIENCE);
  }

  private Reconciler(
      KafkaSettings kafka,
      TopicNames topics,
      String group,
      Database database,
      Clock clock,
      Duration patience) {
    this.kafka = kafka;
    this.topics = topics;
    this.group = group;
    this.database = database;
    this.clock = clock;
    this.patience = patience;
  }

  /** One that gives an aggregator so long to catch up, instead of ten seconds. */
  public Reconciler withPatience(Duration other) {
    return new Reconciler(kafka, topics, group, database, clock, other);
  }

  /**
   * Compares. Reads the work topic since the run's start, documents and all.
   *
   * @param run a run's id, or {@link ItemId#ADHOC}
   * @param shown most differences that are listed one by one; all are counted
   * @throws UsageException if nobody knows the run, or a Kafka property is not usable
   * @throws io.xmlfleet.failure.InfrastructureException if brokers or database do not answer, or
   *     lack a topic or the ledger
   */
  public Reconciliation compare(String run, int shown) {
    requireRunId(run);
    // Before anything else: what is committed by now has its outcome.
    GroupPositions positions = GroupPositions.read(kafka, topics.allWork(), group);
    try (ProgressReader progress = ProgressReader.connect(kafka, topics)) {
      RunEvent event = progress.event(run).orElse(null);
      Instant since =
          event == null ? Instant.EPOCH : event.startedAt().minus(RunRecordsReader.CLOCKS);
      try (RunTopics read = RunTopics.open(kafka, topics, run, since)) {
        return new RunComparison(run, event, since, new LedgerReader(database), database, clock)
            .compare(read, positions, progress, patience, Math.max(0, shown));
      }
    }
  }

  /**
   * Publishes what the ledger and the letters know and the topics lack; loads nothing and sends
   * nothing to work. Doing it twice, or while workers do the same, changes nothing more.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if brokers or database do not answer
   */
  public Repair repair(Reconciliation found) {
    String run = found.report().run();
    GroupPositions positions = GroupPositions.read(kafka, topics.allWork(), group);
    try (RunTopics read = RunTopics.open(kafka, topics, run, found.since());
        RepairSender sender =
            new RepairSender(ClientFactory.producer(kafka, ClientFactory.ANY_SIZE, Map.of()))) {
      return new Repairer(read, new LedgerReader(database), positions, topics, sender)
          .repair(run, found.differences());
    }
  }

  private static void requireRunId(String run) {
    try {
      ItemId.requireRunId(run);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
