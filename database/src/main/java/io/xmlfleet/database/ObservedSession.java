package io.xmlfleet.database;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A session that tells of each of its statements before it begins. As confined as the session. */
public final class ObservedSession implements DatabaseSession {
  /** Hears how long a transaction took that was committed. */
  @FunctionalInterface
  public interface Times {
    /**
     * A transaction is over.
     *
     * @param statements from its beginning until its last statement was done
     * @param commit from there to its end
     */
    void took(Duration statements, Duration commit);
  }

  private final DatabaseSession session;
  private final Runnable listener;
  private final Times times;
  private final Clock clock;

  /**
   * Observes a session.
   *
   * @param listener told before each statement, and after each commit
   */
  public ObservedSession(DatabaseSession session, Runnable listener, Times times, Clock clock) {
    this.session = session;
    this.listener = listener;
    this.times = times;
    this.clock = clock;
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    listener.run();
    Stopwatch whole = Stopwatch.start(clock);
    Duration[] statements = {Duration.ZERO};
    T result =
        session.inTransaction(
            limit,
            transaction -> {
              T done = work.in(observed(transaction));
              statements[0] = whole.elapsed();
              return done;
            });
    times.took(statements[0], whole.elapsed().minus(statements[0]));
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
