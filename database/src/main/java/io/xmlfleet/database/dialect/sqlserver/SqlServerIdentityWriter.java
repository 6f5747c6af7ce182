package io.xmlfleet.database.dialect.sqlserver;

import io.xmlfleet.database.dialect.ColumnValues;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.JdbcBatchWriter;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Inserts of many rows each, which tell the identities that they made. {@code INSERT … SELECT …
 * ORDER BY} makes them in that order, others get theirs in between at most; only the order of what
 * OUTPUT tells is open, and so they are sorted. OUTPUT goes INTO a variable, since a table with
 * triggers allows no other.
 */
final class SqlServerIdentityWriter implements RowWriter {
  private static final int MOST_PARAMETERS = 2_000;
  private static final int MOST_ROWS = 256;

  private final Connection connection;
  private final Table rest;
  private final Column key;
  private final int ordinal;
  private final ColumnValues values;
  private final @Nullable Narrowing[] narrowings;
  private final String insert;
  private final String marks;
  private final String keys;
  private final int rowsAnInsert;

  SqlServerIdentityWriter(
      Connection connection, Table table, KeyGeneration generation, Dialect dialect) {
    this.connection = connection;
    this.ordinal = table.ordinal(generation.column());
    this.key = table.columns().get(ordinal);
    this.rest = table.without(ordinal);
    this.values = new ColumnValues(dialect);
    this.narrowings = dialect.spellings().narrowings(rest);
    String columns =
        IntStream.range(0, rest.columns().size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", "));
    this.insert =
        "DECLARE @made TABLE (k decimal(38, 0)); "
            + JdbcBatchWriter.insertInto(rest, dialect)
            + " OUTPUT inserted."
            + SqlNames.of(table.id(), generation.column(), dialect)
            + " INTO @made SELECT "
            + columns
            + " FROM (VALUES ";
    // Of decimals of several scales the server makes one type for all, which may have fewer digits.
    this.marks =
        rest.columns().stream()
            .map(
                column ->
                    column.type().kind() == Kind.DECIMAL
                        ? "CAST(? AS " + dialect.typeName(column.type()) + ")"
                        : "?")
            .collect(Collectors.joining(", "));
    this.keys =
        ") AS r ("
            + columns
            + ", n) ORDER BY n; SELECT k FROM @made ORDER BY k * SIGN(IDENT_INCR(N'"
            + SqlNames.of(table.id(), dialect).replace("'", "''")
            + "'))";
    int columnCount = Math.max(1, rest.columns().size());
    this.rowsAnInsert = Math.max(1, Math.min(MOST_ROWS, MOST_PARAMETERS / columnCount));
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    List<Object[]> rows = batch.rows();
    for (int from = 0; from < rows.size(); from += rowsAnInsert) {
      send(rows.subList(from, Math.min(rows.size(), from + rowsAnInsert)), limit);
    }
  }

  private void send(List<Object[]> rows, Duration limit) throws SQLException {
    String lists =
        IntStream.range(0, rows.size())
            .mapToObj(i -> "(" + marks + ", " + i + ")")
            .collect(Collectors.joining(", "));
    try (PreparedStatement statement = connection.prepareStatement(insert + lists + keys)) {
      statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
      int width = rest.columns().size();
      for (int i = 0; i < rows.size(); i++) {
        values.bind(statement, i * width + 1, rest.columns(), values(rows.get(i)), narrowings);
      }
      List<Object> made = made(statement);
      if (made.size() != rows.size()) {
        throw new SQLException(
            "an insert of " + rows.size() + " rows made " + made.size(), "HY000");
      }
      for (int i = 0; i < made.size(); i++) {
        rows.get(i)[ordinal] = made.get(i);
      }
    }
  }

  private Object[] values(Object[] row) {
    Object[] values = Table.without(row, ordinal);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof BigDecimal number) {
        values[i] = number.setScale(rest.columns().get(i).type().scale(), RoundingMode.HALF_UP);
      }
    }
    return values;
  }

  /** Behind the count of the insert. */
  private List<Object> made(PreparedStatement statement) throws SQLException {
    boolean isResult = statement.execute();
    while (!isResult) {
      if (statement.getUpdateCount() < 0) {
        throw new SQLException("an insert tells no keys", "HY000");
      }
      isResult = statement.getMoreResults();
    }
    List<Object> made = new ArrayList<>();
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        made.add(Objects.requireNonNull(values.read(rows, List.of(key))[0]));
      }
    }
    return made;
  }

  @Override
  public void close() {
    // Each statement is closed where it ends.
  }
}
