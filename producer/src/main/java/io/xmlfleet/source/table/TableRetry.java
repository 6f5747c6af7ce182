package io.xmlfleet.source.table;

import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.Backoff;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/**
 * Works with the database of the documents; a connection that breaks is replaced, for some minutes.
 * Thread-safe.
 */
final class TableRetry {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  /** With these delays, five minutes on the average. */
  private static final int MOST = 60;

  /** What may go by itself, like a database that was there before and opens no connection now. */
  private static final Set<FailureKind> PASSING =
      Set.of(FailureKind.TRANSIENT, FailureKind.TIMEOUT, FailureKind.UNAVAILABLE);

  private final TableConnections connections;
  private final FailureReader reader;

  TableRetry(TableConnections connections) {
    this.connections = connections;
    this.reader = new FailureReader(connections.dialect());
  }

  /** Begins again where it was, when it is called again. */
  interface Work<T> {
    T with(Connection connection) throws SQLException, InterruptedException;
  }

  /**
   * Does the work.
   *
   * @throws SQLException if the database refuses, or has been away for too long
   */
  <T> T run(Work<T> work) throws SQLException, InterruptedException {
    for (int failures = 1; ; failures++) {
      boolean opened = false;
      try (Connection connection = connections.open()) {
        opened = true;
        return work.with(connection);
      } catch (SQLException e) {
        boolean lasts = opened && !PASSING.contains(reader.kind(e));
        if (lasts || failures >= MOST) {
          throw e;
        }
      }
      Thread.sleep(BACKOFF.delay(failures, new Random()).toMillis());
    }
  }
}
