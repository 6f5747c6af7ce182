package io.xmlfleet.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.InfrastructureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** One database and its connections. Thread-safe; sessions are not. */
public final class Database implements AutoCloseable {
  private static final int CHECK_SECONDS = 10;

  /**
   * The pool slows down its attempts for as long as somebody waits, to one in five seconds; who
   * asks again and again gets the first connection that there is. A login that takes longer goes on
   * in the background, and the next one who asks has it.
   */
  private static final Duration LEASE_LIMIT = Duration.ofSeconds(2);

  private final HikariDataSource pool;
  private final Dialect dialect;
  private final DatabaseSettings settings;

  private Database(HikariDataSource pool, Dialect dialect, DatabaseSettings settings) {
    this.pool = pool;
    this.dialect = dialect;
    this.settings = settings;
  }

  /**
   * Connects, and proves it with one connection; waits for one as long as the settings say.
   *
   * @throws InfrastructureException if the database does not answer or lets nobody in; says which
   * @throws io.xmlfleet.failure.UsageException if no dialect speaks the URL
   */
  public static Database connect(DatabaseSettings settings) {
    return connect(settings, Dialects.forUrl(settings.url()));
  }

  /** The same with a dialect that is given. */
  public static Database connect(DatabaseSettings settings, Dialect dialect) {
    Database database =
        new Database(new HikariDataSource(config(settings, dialect)), dialect, settings);
    try {
      settings.patience().run(database::prove);
      database.pool.setConnectionTimeout(LEASE_LIMIT.toMillis());
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void prove() {
    try (Connection connection = pool.getConnection()) {
      connection.isValid(CHECK_SECONDS);
      dialect.learn(connection);
    } catch (SQLException e) {
      boolean refused = new FailureReader(dialect).kind(e) == FailureKind.CONFIGURATION;
      FailureKind kind = refused ? FailureKind.CONFIGURATION : FailureKind.UNAVAILABLE;
      String hint =
          refused
              ? "it refuses the login or the database name; check user, password and database"
              : "it does not answer; check host, port and that it runs";
      String message =
          "no connection to " + settings.shownUrl() + " as " + user(settings) + ": " + hint;
      throw new InfrastructureException(
          message, new DatabaseFailureException(kind, null, message, e));
    }
  }

  /**
   * Asks or prepares something over a connection of its own, auto-commit off, and gives it back;
   * waits for what may pass as long as the settings say.
   *
   * @param what begins the message when it fails
   * @param step can be taken again after it has failed
   * @throws InfrastructureException if it fails
   */
  public <T> T ask(String what, Asking<T> step) {
    return settings
        .patience()
        .get(
            () -> {
              try (Connection connection = connection()) {
                return step.over(connection);
              } catch (SQLException e) {
                DatabaseFailureException failure = new FailureReader(dialect).read(null, e);
                throw new InfrastructureException(what + ": " + failure.getMessage(), failure);
              }
            });
  }

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Asking<T> {
    T over(Connection connection) throws SQLException;
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * Counts the connections, how long they are waited for and how long they are used.
   *
   * @param registry one that HikariCP knows, such as Micrometer's {@code MeterRegistry}
   * @throws IllegalStateException if they are counted already
   */
  public void countConnections(Object registry) {
    pool.setMetricRegistry(registry);
  }

  /** A new session; takes its connection at first use. */
  public DatabaseSession session() {
    DatabaseSession session = new JdbcSession(pool, dialect, settings.writing());
    return dialect.serializesWrites(settings.url())
        ? new SerializedSession(session, pool, dialect)
        : session;
  }

  /**
   * A connection for set-up and queries, auto-commit off; the caller closes it.
   *
   * @throws SQLException if there is none
   */
  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void close() {
    pool.close();
  }

  private static String user(DatabaseSettings settings) {
    return settings.user().isEmpty() ? "(no user)" : settings.user();
  }

  private static HikariConfig config(DatabaseSettings settings, Dialect dialect) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("xmlfleet");
    config.setJdbcUrl(dialect.limited(settings.url(), settings.networkLimit()));
    if (!settings.user().isEmpty()) {
      config.setUsername(settings.user());
      config.setPassword(settings.password().reveal());
    }
    config.setAutoCommit(false);
    // Whatever a server's or a login's own default is: see docs/load-modes.md.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(dialect.sessionSql());
    // A session that waits for others holds a second connection.
    boolean serializesWrites = dialect.serializesWrites(settings.url());
    config.setMaximumPoolSize(
        serializesWrites ? 2 * settings.connections() : settings.connections());
    config.setMinimumIdle(0);
    config.setConnectionTimeout(Math.max(250, settings.connectTimeout().toMillis()));
    // The check in connect() says what is wrong; Hikari's own would only say that it failed.
    config.setInitializationFailTimeout(-1);
    config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
    return config;
  }
}
