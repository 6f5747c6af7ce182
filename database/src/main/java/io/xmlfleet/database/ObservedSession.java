package io.xmlfleet.database;

import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** A session that tells of each of its statements before it begins. As confined as the session. */
public final class ObservedSession implements DatabaseSession {
  private final DatabaseSession session;
  private final Runnable step;

  /**
   * Watches a session.
   *
   * @param step told before each statement, and after each commit
   */
  public ObservedSession(DatabaseSession session, Runnable step) {
    this.session = session;
    this.step = step;
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    step.run();
    T result = session.inTransaction(limit, transaction -> work.in(watched(transaction)));
    step.run();
    return result;
  }

  private Transaction watched(Transaction transaction) {
    return new Transaction() {
      @Override
      public void write(RowBatch batch) {
        step.run();
        transaction.write(batch);
      }

      @Override
      public PreparedStatement prepared(String sql) throws SQLException {
        step.run();
        return transaction.prepared(sql);
      }

      @Override
      public Connection connection() {
        step.run();
        return transaction.connection();
      }
    };
  }

  @Override
  public boolean alive() {
    step.run();
    return session.alive();
  }

  @Override
  public void abort() {
    session.abort();
  }

  @Override
  public void close() {
    session.close();
  }
}
