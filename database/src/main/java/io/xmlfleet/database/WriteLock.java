package io.xmlfleet.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The right to write to a database that takes one writer at a time: two rows, each locked by a
 * transaction until it ends, however it ends. A connection of its own locks the first until the
 * commit of the other has returned. The writing transaction itself locks the second: when its
 * process dies, the server may end the first connection at once and still be rolling back the
 * other.
 */
public final class WriteLock {
  private static final String NAME = "xmlfleet_turn";
  private static final String TABLE = '"' + NAME + '"';
  private static final int ROWS = 2;

  private WriteLock() {}

  /**
   * Makes the rows if there are none, in transactions of its own.
   *
   * @param longestWait how long this connection waits for any lock from now on
   */
  public static void prepare(Connection connection, Duration longestWait) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCK_TIMEOUT " + longestWait.toMillis());
      if (!exists(connection)) {
        statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (one INT PRIMARY KEY)");
      }
      if (!isComplete(statement)) {
        statement.execute("MERGE INTO " + TABLE + " KEY (one) VALUES (1), (2)");
      }
    }
    connection.commit();
  }

  /** IF NOT EXISTS alone asks for the right to create, whether the table is there or not. */
  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet found = connection.getMetaData().getTables(null, null, NAME, null)) {
      return found.next();
    }
  }

  /** Whoever comes later writes nothing, for a write would need the lock itself. */
  private static boolean isComplete(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + TABLE)) {
      return rows.next() && rows.getInt(1) == ROWS;
    }
  }

  /** Waits for the lock, which the connection then holds until its transaction ends. */
  public static void acquire(Connection connection) throws SQLException {
    lock(connection, 1);
  }

  /** In the writing transaction: waits for the one before it to end, and keeps the next one out. */
  public static void acquireForTransaction(Connection connection) throws SQLException {
    lock(connection, 2);
  }

  private static void lock(Connection connection, int row) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT one FROM " + TABLE + " WHERE one = ? FOR UPDATE")) {
      lock.setInt(1, row);
      lock.executeQuery().close();
    }
  }
}
