package io.xmlfleet.wiring;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.reconcile.Reconciler;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;

/** A reconciler and its connection to the database. Thread-safe. */
public final class ReconcilerAccess implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

  /** Counting a large table takes its time. */
  private static final Duration NETWORK_LIMIT = Duration.ofHours(1);

  /** A table is counted while nothing else is asked. */
  private static final int CONNECTIONS = 2;

  private final Database database;
  private final Reconciler reconciler;

  private ReconcilerAccess(Database database, Reconciler reconciler) {
    this.database = database;
    this.reconciler = reconciler;
  }

  /**
   * Connects to the database; the brokers are asked by the reconciler's calls.
   *
   * @param group the consumers' group
   * @throws io.xmlfleet.failure.InfrastructureException if the database does not answer
   */
  public static ReconcilerAccess open(
      KafkaSettings kafka,
      TopicNames topics,
      String group,
      DatabaseAccess.Login login,
      Clock clock) {
    Database database =
        Database.connect(
            login.settings(CONNECTIONS, CONNECT_LIMIT, NETWORK_LIMIT, new WriterOptions(1, false)));
    return new ReconcilerAccess(database, new Reconciler(kafka, topics, group, database, clock));
  }

  public Reconciler reconciler() {
    return reconciler;
  }

  @Override
  public void close() {
    database.close();
  }
}
