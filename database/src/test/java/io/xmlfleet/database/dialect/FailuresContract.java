package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures provoked for real, and what the dialect makes of them. */
abstract class FailuresContract {
  private static final long PATIENCE_SECONDS = 60;

  private DatabaseUnderTest server;
  private String table;
  private String child;
  private final ExecutorService others = Executors.newCachedThreadPool();

  abstract DatabaseUnderTest connect();

  /** A statement that makes lock requests of this session give up soon. */
  abstract String shortLockTimeout();

  /** A statement that runs for many seconds. */
  abstract String slow();

  /** Whether one of these is the vendor code of a failure; nothing to check: true. */
  abstract boolean isNumbered(int code, int... numbers);

  @BeforeEach
  void open() throws SQLException {
    server = connect();
    table = SqlNames.of(server.newTable("failing"), server.database().dialect());
    child = SqlNames.of(server.newTable("child"), server.database().dialect());
    execute(
        "CREATE TABLE %s (id INT NOT NULL PRIMARY KEY, name VARCHAR(5) NOT NULL, small SMALLINT,"
                .formatted(table)
            + " amount DECIMAL(4,2), at_day DATE, CHECK (small < 1000))");
    execute(
        "CREATE TABLE %s (id INT NOT NULL, parent INT NOT NULL REFERENCES %s (id))"
            .formatted(child, table));
    execute("INSERT INTO %s (id, name) VALUES (1, 'one'), (2, 'two')".formatted(table));
  }

  @AfterEach
  void close() throws SQLException {
    others.shutdownNow();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aDeadlockIsTransient() throws Exception {
    try (Connection one = server.database().connection();
        Connection two = server.database().connection()) {
      execute(one, update(1));
      execute(two, update(2));
      Future<SQLException> first = others.submit(() -> failureOf(one, update(2)));
      Future<SQLException> second = others.submit(() -> failureOf(two, update(1)));
      List<SQLException> victims = new ArrayList<>();
      for (Future<SQLException> each : List.of(first, second)) {
        SQLException failure = result(each);
        if (failure != null) {
          victims.add(failure);
        }
      }
      assertThat(victims).isNotEmpty();
      assertThat(victims)
          .allSatisfy(victim -> assertThat(read(victim).kind()).isEqualTo(FailureKind.TRANSIENT));
      assertThat(victims).anyMatch(victim -> isNumbered(victim.getErrorCode(), 1205));
    }
    assertThat((Throwable) failureOf(update(1))).as("locks are free again").isNull();
  }

  /** The victim rolls back at once, or the other one would wait for it for ever. */
  private SQLException failureOf(Connection connection, String sql) throws SQLException {
    try {
      execute(connection, sql);
      return null;
    } catch (SQLException e) {
      return e;
    } finally {
      connection.rollback();
    }
  }

  @Test
  void aLockTimeoutIsTransient() throws Exception {
    try (Connection one = server.database().connection();
        Connection two = server.database().connection()) {
      execute(one, update(1));
      execute(two, shortLockTimeout());
      assertFailure(failureOf(two, update(1)), FailureKind.TRANSIENT, 1222);
      one.rollback();
    }
  }

  @Test
  void aKeyThatIsThereIsADuplicate() throws SQLException {
    assertFailure(
        failureOf("INSERT INTO %s (id, name) VALUES (1, 'x')".formatted(table)),
        FailureKind.DUPLICATE_KEY,
        2627);
    execute("CREATE UNIQUE INDEX %s ON %s (name)".formatted(DatabaseUnderTest.unique("i"), table));
    assertFailure(
        failureOf("INSERT INTO %s (id, name) VALUES (3, 'one')".formatted(table)),
        FailureKind.DUPLICATE_KEY,
        2601);
  }

  @Test
  void aBrokenConstraintIsTheDatasFault() throws SQLException {
    assertData("INSERT INTO %s (id, parent) VALUES (1, 99)".formatted(child), 547);
    assertData("INSERT INTO %s (id, name, small) VALUES (3, 'x', 1001)".formatted(table), 547);
    assertData("INSERT INTO %s (id, name) VALUES (3, NULL)".formatted(table), 515);
  }

  @Test
  void aValueThatDoesNotFitIsTheDatasFault() throws SQLException {
    assertData("INSERT INTO %s (id, name) VALUES (3, 'too long')".formatted(table), 2628, 8152);
    assertData("INSERT INTO %s (id, name) VALUES ('x', 'x')".formatted(table), 245);
    assertData("INSERT INTO %s (id, name, amount) VALUES (3, 'x', 'x')".formatted(table), 8114);
    assertData("INSERT INTO %s (id, name, amount) VALUES (3, 'x', 12345.6)".formatted(table), 8115);
    assertData(
        "INSERT INTO %s (id, name, small) VALUES (3, 'x', 70000)".formatted(table), 220, 8115);
    assertData("INSERT INTO %s (id, name, at_day) VALUES (3, 'x', 'x')".formatted(table), 241);
  }

  @Test
  void aMissingTableOrColumnIsNobodysData() throws SQLException {
    assertFailure(
        failureOf("INSERT INTO xf_no_such_table (id) VALUES (1)"), FailureKind.CONFIGURATION, 208);
    assertFailure(
        failureOf("INSERT INTO %s (id, no_such) VALUES (1, 1)".formatted(table)),
        FailureKind.CONFIGURATION,
        207);
  }

  @Test
  void aStatementOverItsLimitIsATimeout() throws SQLException {
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException failure = null;
      try {
        statement.execute(slow());
      } catch (SQLException e) {
        failure = e;
      }
      assertThat((Throwable) failure).isNotNull();
      assertThat(read(failure).kind()).isEqualTo(FailureKind.TIMEOUT);
      connection.rollback();
    }
  }

  private void assertData(String sql, int... numbers) throws SQLException {
    assertFailure(failureOf(sql), FailureKind.DATA, numbers);
  }

  private void assertFailure(SQLException failure, FailureKind kind, int... numbers) {
    assertThat((Throwable) failure).isNotNull();
    assertThat(read(failure).kind()).as("code " + failure.getErrorCode()).isEqualTo(kind);
    assertThat(isNumbered(failure.getErrorCode(), numbers))
        .as("code " + failure.getErrorCode())
        .isTrue();
  }

  private DatabaseFailureException read(SQLException failure) {
    return new FailureReader(server.database().dialect()).read(null, failure);
  }

  private String update(int id) {
    return "UPDATE %s SET name = 'new' WHERE id = %d".formatted(table, id);
  }

  private SQLException failureOf(String sql) throws SQLException {
    try (Connection connection = server.database().connection()) {
      return failureOf(connection, sql);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.database().connection()) {
      execute(connection, sql);
      connection.commit();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static <T> T result(Future<T> future) throws Exception {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
