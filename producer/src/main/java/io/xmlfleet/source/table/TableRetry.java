package io.xmlfleet.source.table;

import io.xmlfleet.failure.Backoff;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Random;

/**
 * Works with the database of the documents; a connection that breaks is replaced, for some minutes.
 * Thread-safe.
 */
final class TableRetry {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  /** With these delays, five minutes on the average. */
  private static final int MOST = 60;

  private final TableConnections connections;

  TableRetry(TableConnections connections) {
    this.connections = connections;
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
      try (Connection connection = connections.open()) {
        return work.with(connection);
      } catch (SQLException e) {
        if (!passes(e) || failures >= MOST) {
          throw e;
        }
      }
      Thread.sleep(BACKOFF.delay(failures, new Random()).toMillis());
    }
  }

  /** Whether it may go by itself: lost connections, deadlocks, time limits. */
  private static boolean passes(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || state.startsWith("08")
        || state.equals("40001");
  }
}
