package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables that somebody made long before us: older types, columns that the server fills by itself.
 * By the bulk protocol and by plain batches.
 */
abstract class OwnTablesContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Syntax, type, statement, and what Babelfish says of a feature that it lacks. */
  private static final Set<Integer> NOT_UNDERSTOOD = Set.of(102, 156, 2715, 40517, 33557097);

  private DatabaseUnderTest server;
  private String name;
  private final List<String> drops = new ArrayList<>();

  abstract DatabaseUnderTest connect(WriterOptions options);

  @AfterEach
  void close() throws SQLException {
    if (server != null) { // null: there is none, and the test skips itself
      for (String drop : drops) {
        execute(drop);
      }
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesToTheServerWhatIsItsOwn(boolean bulk) throws SQLException {
    open(bulk);
    executeWhereSpoken(
        "computed columns or rowversion",
        "CREATE TABLE "
            + name
            + " (id int NOT NULL PRIMARY KEY, seq int IDENTITY(100, 1), twice AS id * 2,"
            + " version rowversion, state nvarchar(20) NOT NULL DEFAULT 'new', note nvarchar(20))");

    write(
        table(
            new Column("id", ColumnType.of(Kind.INT), false),
            new Column("note", ColumnType.string(20), true)),
        new Object[] {1, "a"},
        new Object[] {2, null});

    assertThat(rows("SELECT id, seq, twice, state, note FROM " + name + " ORDER BY id"))
        .containsExactly("1, 100, 2, new, a", "2, 101, 4, new, null");
    assertThat(rows("SELECT COUNT(DISTINCT version) FROM " + name)).containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fillsIdentityColumnsThatTheContractNames(boolean bulk) throws SQLException {
    open(bulk);
    execute("CREATE TABLE " + name + " (id int IDENTITY(1, 1) PRIMARY KEY, note nvarchar(20))");

    write(
        table(
            new Column("id", ColumnType.of(Kind.INT), false),
            new Column("note", ColumnType.string(20), true)),
        new Object[] {7, "a"},
        new Object[] {40, "b"});

    assertThat(rows("SELECT id, note FROM " + name + " ORDER BY id"))
        .containsExactly("7, a", "40, b");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fitsOlderAndWiderTypes(boolean bulk) throws SQLException {
    open(bulk);
    executeWhereSpoken(
        "money or datetime",
        "CREATE TABLE "
            + name
            + " (id int NOT NULL PRIMARY KEY, cash money, old_time datetime, fine_time datetime2(7),"
            + " wide decimal(38, 10))");
    LocalDateTime time = LocalDateTime.of(2026, 11, 27, 12, 0, 0, 2_000_000);

    write(
        table(
            new Column("id", ColumnType.of(Kind.INT), false),
            new Column("cash", ColumnType.decimal(19, 4), true),
            new Column("old_time", ColumnType.of(Kind.DATETIME), true),
            new Column("fine_time", ColumnType.of(Kind.DATETIME), true),
            new Column("wide", ColumnType.decimal(38, 10), true)),
        new Object[] {
          1,
          new BigDecimal("922337203685477.5807"),
          time,
          time.plusNanos(123_400),
          new BigDecimal("-1234567890123456789012345678.0123456789")
        });

    // datetime knows 0, 3 and 7 thousandths of a second.
    assertThat(rows("SELECT cash, old_time, fine_time, wide FROM " + name))
        .containsExactly(
            "922337203685477.5807, 2026-11-27 12:00:00.003, 2026-11-27 12:00:00.0021234,"
                + " -1234567890123456789012345678.0123456789");
  }

  /** Others speak the protocol, too; on SQL Server itself, which has it, a failure stays one. */
  final void executeWhereSpoken(String feature, String sql) throws SQLException {
    executeUnless(feature, sql, e -> NOT_UNDERSTOOD.contains(e.getErrorCode()));
  }

  final void executeUnless(String feature, String sql, Predicate<SQLException> lacking)
      throws SQLException {
    try {
      execute(sql);
    } catch (SQLException e) {
      if (!lacking.test(e)) {
        throw e;
      }
      Assumptions.abort("the server has no " + feature + " (error " + e.getErrorCode() + ")");
    }
  }

  /** Connects, and thinks up a name of a table. */
  final void open(boolean bulk) {
    server = connect(new WriterOptions(2, bulk));
    name = server.newTable("own").name();
  }

  final String name() {
    return name;
  }

  /** Something to be dropped afterwards, before what was said earlier. */
  final void dropFirst(String statement) {
    drops.add(0, statement);
  }

  final void dropLast(String statement) {
    drops.add(statement);
  }

  final Table table(Column... columns) {
    return new Table(new TableId(null, name), List.of(columns), List.of(), List.of());
  }

  final void write(Table table, Object[]... rows) {
    try (DatabaseSession session = server.database().session()) {
      session.inTransaction(
          LIMIT,
          tx -> {
            tx.write(new RowBatch(table, Arrays.asList(rows)));
            return 0;
          });
    }
  }

  final void execute(String sql) throws SQLException {
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  final List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join(", ", values));
      }
      connection.rollback();
    }
    return rows;
  }
}
