package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.schema.SchemaCheck;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.Table.ForeignKey;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every way of writing rows must do, on every database. */
abstract class RowWriterContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<Column> ALL_TYPES =
      List.of(
          new Column("id", ColumnType.of(Kind.INT), false),
          new Column("short_text", ColumnType.string(20), true),
          new Column("long_text", ColumnType.string(0), true),
          new Column("flag", ColumnType.of(Kind.BIT), true),
          new Column("tiny", ColumnType.of(Kind.TINYINT), true),
          new Column("small", ColumnType.of(Kind.SMALLINT), true),
          new Column("big", ColumnType.of(Kind.BIGINT), true),
          new Column("amount", ColumnType.decimal(18, 4), true),
          new Column("ratio", ColumnType.of(Kind.DOUBLE), true),
          new Column("day", ColumnType.of(Kind.DATE), true),
          new Column("hour", ColumnType.of(Kind.TIME), true),
          new Column("moment", ColumnType.of(Kind.DATETIME), true),
          new Column("instant", ColumnType.of(Kind.DATETIMEOFFSET), true),
          new Column("guid", ColumnType.of(Kind.UUID), true),
          new Column("bytes", new ColumnType(Kind.BINARY, 32, 0), true));

  private DatabaseUnderTest server;
  private DatabaseSession session;

  /** A database with the writer under test; batches of seven rows, so that there are several. */
  abstract DatabaseUnderTest connect();

  @BeforeEach
  void open() {
    server = connect();
    session = server.database().session();
  }

  @AfterEach
  void close() throws SQLException {
    if (session != null) {
      session.close();
      server.close();
    }
  }

  @Test
  void bringsEveryTypeBackUnchanged() throws SQLException {
    Table table = create(ALL_TYPES, List.of("id"));
    List<Object[]> rows =
        List.of(
            new Object[] {
              1,
              "naïve \uD83D\uDE00 'quoted'",
              "x".repeat(9_000) + "\u00E9",
              true,
              255,
              -32_768,
              Long.MAX_VALUE,
              new BigDecimal("12345678901234.5678"),
              1.5e300,
              LocalDate.of(1899, 12, 31),
              LocalTime.of(23, 59, 59, 123_456_700),
              LocalDateTime.of(2026, 3, 8, 2, 30, 0, 123_456_700), // skipped in the tests' zone
              OffsetDateTime.of(
                  2026, 7, 1, 12, 0, 0, 500_000_000, ZoneOffset.ofHoursMinutes(-3, -30)),
              UUID.fromString("0123abcd-4567-89ab-cdef-0123456789ab"),
              new byte[] {0, 1, -1, 127}
            },
            new Object[] {
              2,
              "",
              "",
              false,
              0,
              32_767,
              Long.MIN_VALUE,
              new BigDecimal("-0.0001"),
              -0.1,
              LocalDate.of(9999, 12, 31),
              LocalTime.MIDNIGHT,
              LocalDateTime.of(1753, 1, 1, 0, 0),
              OffsetDateTime.of(1999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC),
              UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"),
              new byte[0]
            },
            nulls(3));

    write(table, rows);

    assertThat(read(table)).usingRecursiveComparison().isEqualTo(kept(rows));
  }

  @Test
  void writesMoreRowsThanOneBatch() throws SQLException {
    Table table = create(ALL_TYPES.subList(0, 2), List.of("id"));

    write(
        table,
        IntStream.range(0, 500)
            .mapToObj(i -> new Object[] {i, i % 3 == 0 ? null : "r" + i})
            .toList());

    assertThat(count(table)).isEqualTo(500);
  }

  @Test
  void fillsColumnsByNameAndLeavesOthersToTheTable() throws SQLException {
    Table whole = create(ALL_TYPES.subList(0, 5), List.of("id"));
    Table part =
        new Table(
            whole.id(),
            List.of(new Column("TINY", ColumnType.of(Kind.TINYINT), true), whole.columns().get(0)),
            List.of(),
            List.of());

    write(part, List.<Object[]>of(new Object[] {7, 1}));

    assertThat(read(whole)).singleElement().isEqualTo(new Object[] {1, null, null, null, 7});
  }

  @Test
  void leavesNothingBehindWhenTheTransactionIsRolledBack() throws SQLException {
    Table table = create(ALL_TYPES.subList(0, 2), List.of("id"));
    IllegalStateException reason = new IllegalStateException("enough");

    assertThatThrownBy(
            () ->
                session.inTransaction(
                    LIMIT,
                    tx -> {
                      tx.write(new RowBatch(table, List.<Object[]>of(new Object[] {1, "a"})));
                      throw reason;
                    }))
        .isSameAs(reason);

    assertThat(count(table)).isZero();
    write(table, List.<Object[]>of(new Object[] {1, "a"}));
    assertThat(count(table)).isEqualTo(1);
  }

  @Test
  void blamesTheKeyThatIsThereAlready() throws SQLException {
    Table table = create(ALL_TYPES.subList(0, 2), List.of("id"));
    write(table, List.<Object[]>of(new Object[] {1, "a"}));

    assertRefused(table, new Object[] {1, "secret"}, FailureKind.DUPLICATE_KEY);
    assertThat(count(table)).isEqualTo(1);
  }

  @Test
  void blamesTheRowThatRefersToNothing() throws SQLException {
    Table parent = create(ALL_TYPES.subList(0, 1), List.of("id"));
    Table child =
        create(
            new Table(
                server.newTable("child"),
                List.of(new Column("parent_id", ColumnType.of(Kind.INT), false)),
                List.of(),
                List.of(new ForeignKey(List.of("parent_id"), parent.id()))));

    assertRefused(child, new Object[] {99}, FailureKind.DATA);
  }

  @Test
  void blamesTheNullWhereNoneMayBe() throws SQLException {
    Table table =
        create(
            List.of(
                new Column("id", ColumnType.of(Kind.INT), false),
                new Column("name", ColumnType.string(5), false)),
            List.of("id"));

    assertRefused(table, new Object[] {1, null}, FailureKind.DATA);
  }

  @Test
  void blamesTheTextThatDoesNotFit() throws SQLException {
    Table narrow = create(ALL_TYPES.subList(0, 2), List.of("id"));
    Table wide =
        new Table(
            narrow.id(),
            List.of(narrow.columns().get(0), new Column("short_text", ColumnType.string(50), true)),
            List.of(),
            List.of());

    DatabaseFailureException failure = refused(wide, new Object[] {1, "secret ".repeat(5)});

    assertThat(failure.kind()).isIn(FailureKind.DATA, FailureKind.UNKNOWN);
    assertThat(failure.getMessage()).doesNotContain("secret");
    assertThat(count(narrow)).isZero();
  }

  @Test
  void leavesNullsToTheDatabasesDefaultsWhereTheyAreWanted() throws SQLException {
    Column id = new Column("id", ColumnType.of(Kind.INT), false);
    Table table =
        new Table(
            server.newTable("defaults"),
            List.of(
                id,
                new Column("wanted", ColumnType.of(Kind.INT), true, false, true),
                new Column("unwanted", ColumnType.of(Kind.INT), true, false, false),
                new Column("none", ColumnType.string(9), true, false, true)),
            List.of("id"),
            List.of());
    Dialect dialect = server.database().dialect();
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute(
          "CREATE TABLE %s (%s int NOT NULL PRIMARY KEY, %s int DEFAULT 7 NOT NULL, %s int DEFAULT 8, %s varchar(9))"
              .formatted(
                  SqlNames.of(table.id(), dialect),
                  dialect.quote("id"),
                  dialect.quote("wanted"),
                  dialect.quote("unwanted"),
                  dialect.quote("none")));
    }
    assertThat(new SchemaCheck(server.database()).findings(List.of(table)))
        .noneMatch(finding -> finding.text().contains("must not be null"));

    write(
        table,
        List.of(
            new Object[] {1, null, null, null},
            new Object[] {2, 5, 6, "x"},
            new Object[] {3, null, 6, "y"}));

    assertThat(read(table))
        .containsExactly(
            new Object[] {1, 7, null, null},
            new Object[] {2, 5, 6, "x"},
            new Object[] {3, 7, 6, "y"});
  }

  @Test
  void saysWhichTableIsMissing() {
    Table nowhere =
        new Table(server.newTable("nowhere"), ALL_TYPES.subList(0, 2), List.of(), List.of());

    DatabaseFailureException failure = refused(nowhere, new Object[] {1, "a"});

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure).hasMessageContaining(nowhere.id().name());
  }

  /** A value as the database gives it back. */
  Object kept(Object value) {
    return value;
  }

  private List<Object[]> kept(List<Object[]> rows) {
    return rows.stream().map(row -> Arrays.stream(row).map(this::kept).toArray()).toList();
  }

  private Table create(List<Column> columns, List<String> key) {
    return create(new Table(server.newTable("rows"), columns, key, List.of()));
  }

  private Table create(Table table) {
    new SchemaSetup(server.database()).create(List.of(table));
    return table;
  }

  private void write(Table table, List<Object[]> rows) {
    session.inTransaction(
        LIMIT,
        tx -> {
          tx.write(new RowBatch(table, rows));
          return 0;
        });
  }

  private void assertRefused(Table table, Object[] row, FailureKind kind) throws SQLException {
    long before = count(table);
    DatabaseFailureException failure = refused(table, row);
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(table.id().name());
    assertThat(failure.getMessage()).doesNotContain("secret");
    assertThat(count(table)).isEqualTo(before);
  }

  private DatabaseFailureException refused(Table table, Object[] row) {
    try {
      write(table, List.<Object[]>of(row));
    } catch (DatabaseFailureException e) {
      return e;
    }
    throw new AssertionError("the database took the row");
  }

  private long count(Table table) throws SQLException {
    return read(new Table(table.id(), table.columns().subList(0, 1), List.of(), List.of())).size();
  }

  /** Rows by the first column, each value as the class that its kind names. */
  private List<Object[]> read(Table table) throws SQLException {
    Dialect dialect = server.database().dialect();
    String first = dialect.quote(table.columns().get(0).name());
    String sql = "SELECT * FROM " + SqlNames.of(table.id(), dialect) + " ORDER BY " + first;
    List<Object[]> rows = new ArrayList<>();
    try (Connection connection = server.database().connection();
        PreparedStatement query = connection.prepareStatement(sql);
        ResultSet found = query.executeQuery()) {
      while (found.next()) {
        Object[] row = new Object[table.columns().size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = value(found, table.columns().get(i));
        }
        rows.add(row);
      }
      connection.rollback();
    }
    return rows;
  }

  private static Object value(ResultSet found, Column column) throws SQLException {
    String name = column.name();
    Object value =
        switch (column.type().kind()) {
          case STRING -> found.getString(name);
          case BIT -> found.getBoolean(name);
          case TINYINT, SMALLINT, INT -> found.getInt(name);
          case BIGINT -> found.getLong(name);
          case DECIMAL -> found.getBigDecimal(name);
          case DOUBLE -> found.getDouble(name);
          case BINARY -> found.getBytes(name);
          case UUID -> uuid(found.getString(name));
          case DATE -> found.getObject(name, LocalDate.class);
          case TIME -> found.getObject(name, LocalTime.class);
          case DATETIME -> found.getObject(name, LocalDateTime.class);
          case DATETIMEOFFSET -> found.getObject(name, OffsetDateTime.class);
        };
    return found.wasNull() ? null : value;
  }

  private static UUID uuid(String text) {
    return text == null ? null : UUID.fromString(text.toLowerCase(Locale.ROOT));
  }

  private static Object[] nulls(int id) {
    Object[] row = new Object[ALL_TYPES.size()];
    row[0] = id;
    return row;
  }
}
