package io.xmlfleet.database;

import com.zaxxer.hikari.HikariDataSource;
import io.xmlfleet.database.dialect.DefaultingWriter;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session over a pooled connection, kept until it breaks. */
final class JdbcSession implements DatabaseSession {
  private static final Logger log = LoggerFactory.getLogger(JdbcSession.class);
  private static final int ALIVE_SECONDS = 2;

  /** A server whose machine is gone never answers: beyond a statement's own limit, so long. */
  private static final Duration NETWORK_GRACE = Duration.ofSeconds(30);

  private final HikariDataSource pool;
  private final Dialect dialect;
  private final WriterOptions options;
  private final FailureReader failures;
  private final Map<Table, RowWriter> writers = new HashMap<>();
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final LookupCache lookups = new LookupCache();
  private volatile @Nullable Connection connection;
  private Duration networkLimit = Duration.ZERO;

  JdbcSession(HikariDataSource pool, Dialect dialect, WriterOptions options) {
    this.pool = pool;
    this.dialect = dialect;
    this.options = options;
    this.failures = new FailureReader(dialect);
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    Connection leased = lease();
    limitNetwork(leased, limit);
    try {
      T result = work.in(new OpenTransaction(leased, limit));
      commit(leased);
      lookups.keep();
      return result;
    } catch (DatabaseFailureException e) {
      DatabaseFailureException failure = isLost(leased, e) ? lost(e) : e;
      rollBack(leased, failure, failure.kind() == FailureKind.UNAVAILABLE);
      throw failure;
    } catch (RuntimeException | Error e) {
      rollBack(leased, e, false);
      throw e;
    }
  }

  /**
   * An error that nobody knows, over a connection that does not answer any more, is the
   * connection's: a driver may call a closed one by no number and no SQLSTATE, and a server ends
   * the session with many a fatal error. No document may be blamed for that.
   */
  private static boolean isLost(Connection leased, DatabaseFailureException failure) {
    if (failure.kind() != FailureKind.UNKNOWN) {
      return false;
    }
    try {
      return !leased.isValid(ALIVE_SECONDS);
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return true;
    }
  }

  private static DatabaseFailureException lost(DatabaseFailureException failure) {
    return new DatabaseFailureException(
        FailureKind.UNAVAILABLE,
        failure.table(),
        failure.getMessage() + "; the connection does not answer any more",
        failure);
  }

  private void limitNetwork(Connection leased, Duration limit) {
    if (limit.equals(networkLimit)) {
      return;
    }
    try {
      leased.setNetworkTimeout(Runnable::run, (int) limit.plus(NETWORK_GRACE).toMillis());
      networkLimit = limit;
    } catch (SQLException e) {
      throw failures.read(null, e);
    }
  }

  private void commit(Connection leased) {
    try {
      leased.commit();
    } catch (SQLException e) {
      throw failures.read(null, e);
    }
  }

  private void rollBack(Connection leased, Throwable because, boolean broken) {
    lookups.forget();
    boolean replace = broken;
    try {
      leased.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
      replace = true;
    }
    if (replace) {
      discard();
    }
  }

  @Override
  public boolean alive() {
    try {
      if (lease().isValid(ALIVE_SECONDS)) {
        return true;
      }
    } catch (SQLException | DatabaseFailureException e) {
      log.debug("the database does not answer: {}", e.getMessage());
    }
    discard();
    return false;
  }

  @Override
  public void abort() {
    Connection stuck = connection;
    if (stuck != null) {
      try {
        stuck.unwrap(Connection.class).abort(Runnable::run);
      } catch (SQLException e) {
        log.debug("a connection cannot be broken off: {}", e.getSQLState());
      }
    }
  }

  @Override
  public void close() {
    closeStatements();
    Connection leased = connection;
    connection = null;
    if (leased != null) {
      try {
        leased.close();
      } catch (SQLException e) {
        log.debug("closing a connection failed: {}", e.getSQLState());
      }
    }
  }

  private Connection lease() {
    Connection leased = connection;
    if (leased == null) {
      try {
        leased = pool.getConnection();
      } catch (SQLException e) {
        DatabaseFailureException failure = failures.read(null, e);
        if (failure.kind() == FailureKind.UNKNOWN) {
          throw new DatabaseFailureException(
              FailureKind.UNAVAILABLE, null, "the database: no connection", e);
        }
        throw failure;
      }
      connection = leased;
    }
    return leased;
  }

  /** The pool must not lend a broken connection again. */
  private void discard() {
    closeStatements();
    Connection broken = connection;
    connection = null;
    networkLimit = Duration.ZERO;
    if (broken != null) {
      pool.evictConnection(broken); // and closes it; closing it twice is more than the pool bears
    }
  }

  private void closeStatements() {
    writers.values().forEach(writer -> quietly(writer::close));
    writers.clear();
    statements.values().forEach(statement -> quietly(statement::close));
    statements.clear();
  }

  private interface Closing {
    void close() throws SQLException;
  }

  private static void quietly(Closing statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      log.debug("closing a statement failed: {}", e.getSQLState());
    }
  }

  /** One open transaction. */
  private final class OpenTransaction implements Transaction {
    private final Connection leased;
    private final Duration limit;
    private final ExistingRows existing = new ExistingRows(this, dialect, lookups, this::insert);

    OpenTransaction(Connection leased, Duration limit) {
      this.leased = leased;
      this.limit = limit;
    }

    @Override
    public List<Object[]> write(RowBatch batch) {
      if (existing.concern(batch.table())) {
        return existing.write(batch);
      }
      try {
        insert(batch);
        return List.of();
      } catch (SQLException e) {
        throw failures.read(batch.table().id(), e);
      }
    }

    @Override
    public RowBatch filledIn(RowBatch batch) {
      return existing.concern(batch.table()) ? existing.filledIn(batch) : batch;
    }

    private void insert(RowBatch batch) throws SQLException {
      RowWriter writer = writers.get(batch.table());
      if (writer == null) {
        writer =
            DefaultingWriter.of(
                batch.table(),
                dialect.spellings(),
                part -> dialect.writer(leased, part, options, limit));
        writers.put(batch.table(), writer);
      }
      writer.write(batch, limit);
    }

    @Override
    public PreparedStatement prepared(String sql) throws SQLException {
      PreparedStatement statement = statements.get(sql);
      if (statement == null) {
        statement = leased.prepareStatement(sql);
        statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
        statements.put(sql, statement);
      }
      return statement;
    }

    @Override
    public Connection connection() {
      return leased;
    }
  }
}
