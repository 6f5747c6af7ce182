package io.xmlfleet.database;

import com.zaxxer.hikari.HikariDataSource;
import io.xmlfleet.database.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session whose transactions wait for those of all other such sessions, in whichever process: for
 * a database that may keep halves of transactions when it is killed while several write. The {@link
 * WriteLock} is held by a connection of its own until the commit has returned, so that nobody
 * writes while the commit reaches the file; a process that dies gives it up.
 */
final class SerializedSession implements DatabaseSession {
  private static final Logger log = LoggerFactory.getLogger(SerializedSession.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final DatabaseSession session;
  private final HikariDataSource pool;
  private final FailureReader failures;
  private @Nullable Connection lockHolder;

  SerializedSession(DatabaseSession session, HikariDataSource pool, Dialect dialect) {
    this.session = session;
    this.pool = pool;
    this.failures = new FailureReader(dialect);
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    acquire();
    try {
      return session.inTransaction(
          limit,
          transaction -> {
            acquireFor(transaction);
            return work.in(transaction);
          });
    } finally {
      release();
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

  private void acquire() {
    try {
      Connection own = lockHolder;
      if (own == null) {
        own = pool.getConnection();
        lockHolder = own;
        WriteLock.prepare(own, LONGEST_WAIT);
      }
      WriteLock.acquire(own);
    } catch (SQLException e) {
      discard();
      throw failures.read(null, e);
    }
  }

  private void acquireFor(Transaction transaction) {
    try {
      WriteLock.acquireForTransaction(transaction.connection());
    } catch (SQLException e) {
      throw failures.read(null, e);
    }
  }

  private void release() {
    Connection own = lockHolder;
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
    Connection own = lockHolder;
    lockHolder = null;
    if (own != null) {
      pool.evictConnection(own);
    }
  }
}
