package io.xmlfleet.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session whose transactions wait for those of all other such sessions, in whichever process: for
 * a database that may keep halves of transactions when it is killed while several write. The turn
 * is a locked row, held by a connection of its own until the commit has returned, so that nobody
 * writes while the commit reaches the file; a process that dies gives it up.
 */
final class TurnTakingSession implements DatabaseSession {
  private static final Logger log = LoggerFactory.getLogger(TurnTakingSession.class);
  private static final String TABLE = "\"xmlfleet_turn\"";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final DatabaseSession session;
  private final HikariDataSource pool;
  private final FailureReader failures;
  private @Nullable Connection turn;

  TurnTakingSession(DatabaseSession session, HikariDataSource pool, Dialect dialect) {
    this.session = session;
    this.pool = pool;
    this.failures = new FailureReader(dialect);
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    take();
    try {
      return session.inTransaction(limit, work);
    } finally {
      give();
    }
  }

  @Override
  public boolean alive() {
    return session.alive();
  }

  @Override
  public void abort() {
    session.abort();
  }

  @Override
  public void close() {
    discard();
    session.close();
  }

  private void take() {
    try {
      Connection own = turn;
      if (own == null) {
        own = pool.getConnection();
        turn = own;
        prepare(own);
      }
      try (PreparedStatement lock =
          own.prepareStatement("SELECT one FROM " + TABLE + " FOR UPDATE")) {
        lock.executeQuery().close();
      }
    } catch (SQLException e) {
      discard();
      throw failures.read(null, e);
    }
  }

  private static void prepare(Connection own) throws SQLException {
    try (Statement statement = own.createStatement()) {
      statement.execute("SET LOCK_TIMEOUT " + LONGEST_WAIT.toMillis());
      statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (one INT PRIMARY KEY)");
      statement.execute("MERGE INTO " + TABLE + " KEY (one) VALUES (1)");
    }
    own.commit();
  }

  private void give() {
    Connection own = turn;
    if (own == null) {
      return;
    }
    try {
      own.commit();
    } catch (SQLException e) {
      // The lock goes with the connection.
      log.debug("giving up a turn failed: {}", e.getSQLState());
      discard();
    }
  }

  private void discard() {
    Connection own = turn;
    turn = null;
    if (own != null) {
      pool.evictConnection(own);
    }
  }
}
