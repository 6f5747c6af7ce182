package io.xmlfleet.database.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.contract.convert.Reading;
import io.xmlfleet.contract.convert.TypeConversion;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.dialect.LexicalForms.Form;
import io.xmlfleet.database.schema.SchemaSetup;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The text of a document becomes a value, and the database gives that value back; or the text is
 * refused. {@code -Dxmlfleet.round-trip=10000} tries so many texts of each type.
 */
abstract class RoundTripContract {
  private static final int TEXTS = Integer.getInteger("xmlfleet.round-trip", 50);
  private static final long SEED = Long.getLong("xmlfleet.round-trip.seed", 20_261_129);

  private DatabaseUnderTest server;

  abstract DatabaseUnderTest connect();

  @BeforeEach
  void open() {
    server = connect();
  }

  @AfterEach
  void close() throws SQLException {
    if (server != null) {
      server.close();
    }
  }

  static Stream<ColumnType> types() {
    return Stream.concat(
        Stream.of(Kind.values())
            .filter(kind -> kind != Kind.DECIMAL && kind != Kind.BINARY)
            .map(ColumnType::of),
        Stream.of(
            ColumnType.string(40),
            ColumnType.decimal(18, 4),
            ColumnType.decimal(38, 10),
            ColumnType.decimal(38, 0),
            new ColumnType(Kind.BINARY, 64, 0)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void givesBackTheValueOfATextOrRefusesIt(ColumnType type) throws SQLException {
    LexicalForms forms = new LexicalForms(SEED);
    List<Form> tried = new ArrayList<>(LexicalForms.boundaries(type));
    for (int i = 0; i < TEXTS; i++) {
      tried.add(forms.next(type));
    }
    TypeConversion conversion = TypeConversions.of(type, Reading.PLAIN);
    List<Object[]> rows = new ArrayList<>();
    for (Form form : tried) {
      Object value = conversion.convert(form.text());
      if (form.value() == null) {
        assertThat(value).as(form.text()).isInstanceOf(Unusable.class);
      } else {
        assertThat(comparable(value)).as(form.text()).isEqualTo(comparable(form.value()));
        rows.add(new Object[] {rows.size(), value});
      }
    }

    List<Object> stored = stored(type, rows);

    assertThat(stored).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(inDatabase(stored.get(i))).isEqualTo(inDatabase(kept(rows.get(i)[1])));
    }
    assertThat(rows).hasSizeGreaterThan(TEXTS / 3);
  }

  /** Left to themselves, they do not agree: an int of 2.5, a real number of 1e-300 or 1e300. */
  @Test
  void narrowsAlikeOnEveryDatabase() throws SQLException {
    Table table =
        new Table(
            server.newTable("narrow"),
            List.of(
                new Column("id", ColumnType.of(Kind.INT), false),
                narrower("single", ColumnType.of(Kind.DOUBLE)),
                narrower("few", ColumnType.decimal(18, 6)),
                narrower("fewer", ColumnType.of(Kind.DOUBLE)),
                narrower("whole", ColumnType.decimal(18, 6)),
                narrower("round", ColumnType.of(Kind.DOUBLE)),
                narrower("sum", ColumnType.of(Kind.BIGINT)),
                narrower("part", ColumnType.of(Kind.INT))),
            List.of("id"),
            List.of());
    List<Object[]> rows = new ArrayList<>();
    rows.add(row(1, 0.1, "1.005", 1.005, "2.5", 2.5));
    rows.add(row(2, 1e-300, "-1.005", -1.005, "-2.5", -2.5));
    rows.add(row(3, -1e30, "1.004999", 1.004999, "2.499999", 3.5));
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + SqlNames.of(table.id(), server.database().dialect())
              + " (id int PRIMARY KEY, single real, few decimal(9,2), fewer decimal(9,2),"
              + " whole int, round int, sum real, part real)");
      connection.commit();
    }
    learn(table.id());

    write(table, rows);

    assertThat(read(table, table.columns()).stream().map(this::shown))
        .containsExactly(
            "1, 0.1, 1.01, 1.01, 3, 3.0, 16777216, 16777216",
            "2, 0.0, -1.01, -1.01, -3, -3.0, 16777216, 16777216",
            "3, -1.0E30, 1, 1.0, 2, 4.0, 16777216, 16777216");
    List<Object[]> large = new ArrayList<>();
    large.add(row(4, 1e300, "0", 0.0, "0", 0.0));
    assertThatThrownBy(() -> write(table, large))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.DATA))
        .hasMessageContaining("column single keeps no number so large");
  }

  /** Left to themselves, they shift some of these times by the zone of the process. */
  @Test
  void keepsOfOtherTypesTheSameOnEveryDatabase() throws SQLException {
    List<Column> wanted =
        List.of(
            new Column("id", ColumnType.of(Kind.INT), false),
            narrower("date_only", ColumnType.of(Kind.DATETIME)),
            narrower("wall", ColumnType.of(Kind.DATETIMEOFFSET)),
            narrower("zoned", ColumnType.of(Kind.DATETIME)),
            narrower("about", ColumnType.decimal(18, 6)),
            narrower("near", ColumnType.of(Kind.BIGINT)));
    List<Kind> kept =
        List.of(Kind.INT, Kind.DATE, Kind.DATETIME, Kind.DATETIMEOFFSET, Kind.DOUBLE, Kind.DOUBLE);
    List<Column> there = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      there.add(new Column(wanted.get(i).name(), ColumnType.of(kept.get(i)), i > 0));
    }
    TableId name = server.newTable("others");
    new SchemaSetup(server.database())
        .create(List.of(new Table(name, there, List.of("id"), List.of())));
    learn(name);
    Table table = new Table(name, wanted, List.of("id"), List.of());
    LocalDateTime late = LocalDateTime.of(2026, 7, 31, 23, 59, 59, 123_456_000);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      LocalDateTime time = late.plusSeconds(i - 1);
      OffsetDateTime zoned = time.atOffset(ZoneOffset.ofHours(i == 1 ? -8 : 9));
      rows.add(new Object[] {i, time, zoned, time, new BigDecimal("0.100000"), (1L << 53) + i});
    }

    write(table, rows);

    assertThat(read(table, there))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new Object[] {1, late.toLocalDate(), late, late.atOffset(ZoneOffset.UTC), 0.1, 0x1p53},
            new Object[] {
              2,
              late.toLocalDate().plusDays(1),
              late.plusSeconds(1),
              late.plusSeconds(1).atOffset(ZoneOffset.UTC),
              0.1,
              0x1p53 + 2
            });
    Narrowing[] narrowings = server.database().dialect().spellings().narrowings(table);
    List<Object[]> stored = read(table, wanted);
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 1; i < wanted.size(); i++) {
        assertThat(comparable(narrowings[i].narrow(stored.get(row)[i])))
            .as(wanted.get(i).name())
            .isEqualTo(comparable(narrowings[i].narrow(rows.get(row)[i])));
      }
    }
  }

  private void learn(TableId table) throws SQLException {
    try (Connection connection = server.database().connection()) {
      new LiveSchema(connection, server.database().dialect()).table(table);
    }
  }

  private static Column narrower(String name, ColumnType type) {
    return new Column(name, type, true, true, false);
  }

  private static Object[] row(
      int id, double single, String few, double fewer, String whole, double round) {
    return new Object[] {
      id, single, new BigDecimal(few), fewer, new BigDecimal(whole), round, (1L << 24) + 1, 16777217
    };
  }

  /** A real number, read as a double, has digits that nobody wrote. */
  private String shown(Object[] row) {
    row[1] = (float) (double) row[1];
    return Stream.of(row)
        .map(RoundTripContract::comparable)
        .map(
            value -> value instanceof BigDecimal number ? number.toPlainString() : value.toString())
        .collect(Collectors.joining(", "));
  }

  private void write(Table table, List<Object[]> rows) {
    try (DatabaseSession session = server.database().session()) {
      session.inTransaction(
          Duration.ofMinutes(2),
          tx -> {
            tx.write(new RowBatch(table, rows));
            return 0;
          });
    }
  }

  private List<Object[]> read(Table table, List<Column> columns) throws SQLException {
    Dialect dialect = server.database().dialect();
    List<Object[]> stored = new ArrayList<>();
    try (Connection connection = server.database().connection();
        Statement query = connection.createStatement();
        ResultSet found =
            query.executeQuery(
                "SELECT * FROM " + SqlNames.of(table.id(), dialect) + " ORDER BY id")) {
      while (found.next()) {
        stored.add(new ColumnValues(dialect).read(found, columns));
      }
    }
    return stored;
  }

  private List<Object> stored(ColumnType type, List<Object[]> rows) throws SQLException {
    Column value = new Column("v", type, true);
    Table table =
        new Table(
            server.newTable("trip"),
            List.of(new Column("id", ColumnType.of(Kind.INT), false), value),
            List.of("id"),
            List.of());
    new SchemaSetup(server.database()).create(List.of(table));
    write(table, rows);
    Dialect dialect = server.database().dialect();
    List<Object> stored = new ArrayList<>();
    try (Connection connection = server.database().connection();
        Statement query = connection.createStatement();
        ResultSet found =
            query.executeQuery(
                "SELECT v, "
                    + (type.kind() == Kind.DATETIMEOFFSET ? offsetText() : "id")
                    + " FROM "
                    + SqlNames.of(table.id(), dialect)
                    + " ORDER BY id")) {
      while (found.next()) {
        // The driver reads days of an offset's time before 1582 wrong; the database's text is
        // right.
        stored.add(
            type.kind() == Kind.DATETIMEOFFSET
                ? offset(found, 2)
                : new ColumnValues(dialect).read(found, List.of(value))[0]);
      }
    }
    return stored;
  }

  /** 2024-01-01 12:00:00.5+01:30, as H2 writes it. */
  OffsetDateTime offset(ResultSet found, int column) throws SQLException {
    String text = found.getString(column);
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    return LocalDateTime.parse(text.substring(0, sign).replace(' ', 'T'))
        .atOffset(ZoneOffset.of(text.substring(sign)));
  }

  /** What gives the text of the column v, or something else that {@link #offset} reads. */
  String offsetText() {
    return "CAST(v AS nvarchar(60))";
  }

  /** A value as the database keeps it. */
  Object kept(Object value) {
    return value;
  }

  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return java.util.HexFormat.of().formatHex(bytes);
    }
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }

  /** H2 has one zero only. */
  private static Object inDatabase(Object value) {
    return value instanceof Double number && number == 0 ? (Object) 0.0 : comparable(value);
  }
}
