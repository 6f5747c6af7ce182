package io.xmlfleet.database;

import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A session that tells of each of its statements before it begins. As confined as the session. */
public final class ObservedSession implements DatabaseSession {
  private final DatabaseSession session;
  private final Runnable listener;

  /**
   * Observes a session.
   *
   * @param listener told before each statement, and after each commit
   */
  public ObservedSession(DatabaseSession session, Runnable listener) {
    this.session = session;
    this.listener = listener;
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    listener.run();
    T result = session.inTransaction(limit, transaction -> work.in(observed(transaction)));
    listener.run();
    return result;
  }

  private Transaction observed(Transaction transaction) {
    return new Transaction() {
      @Override
      public List<Object[]> write(RowBatch batch) {
        listener.run();
        return transaction.write(batch);
      }

      @Override
      public RowBatch filledIn(RowBatch batch) {
        return transaction.filledIn(batch);
      }

      @Override
      public PreparedStatement prepared(String sql) throws SQLException {
        listener.run();
        return transaction.prepared(sql);
      }

      @Override
      public Connection connection() {
        listener.run();
        return transaction.connection();
      }
    };
  }

  @Override
  public boolean alive() {
    listener.run();
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
