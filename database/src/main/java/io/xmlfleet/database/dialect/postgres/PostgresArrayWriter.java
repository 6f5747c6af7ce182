package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.JdbcBatchWriter;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One insert of many rows, whose parameters are the columns: one text for any number of rows, which
 * the server prepares once, and one round trip. The server casts to a column's type as it does for
 * an insert of one row.
 */
final class PostgresArrayWriter implements RowWriter {
  /** A type that is no column's any longer. */
  private static final String OTHER_TYPE = "42804";

  /** What a length is not part of: the cast would cut what the column refuses. */
  private static final String LOOK =
      """
      SELECT a.attname, t.typcategory,
        format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END, -1)
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private static final String ARRAYS = "A";

  private final Connection connection;
  private final Table table;
  private final Dialect dialect;
  private final RowWriter others;
  private final @Nullable Narrowing[] narrowings;
  private final int rowsAnInsert;

  /** Null: not looked at yet, or not to be used. */
  private @Nullable PreparedStatement insert;

  private boolean othersOnly;

  /**
   * A writer over one connection.
   *
   * @param others for a table with a column whose values make no list, and once it is altered
   */
  PostgresArrayWriter(
      Connection connection, Table table, Dialect dialect, RowWriter others, int batchRows) {
    this.connection = connection;
    this.table = table;
    this.dialect = dialect;
    this.others = others;
    this.narrowings = dialect.spellings().narrowings(table);
    this.rowsAnInsert = batchRows;
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    PreparedStatement into = othersOnly ? null : insert(limit);
    if (into == null) {
      others.write(batch, limit);
      return;
    }
    List<Object[]> rows = batch.rows();
    for (int from = 0; from < rows.size(); from += rowsAnInsert) {
      send(into, rows.subList(from, Math.min(rows.size(), from + rowsAnInsert)), limit);
    }
  }

  private @Nullable PreparedStatement insert(Duration limit) throws SQLException {
    if (insert == null) {
      List<String> types = types(limit);
      othersOnly = types.isEmpty();
      insert = othersOnly ? null : connection.prepareStatement(text(types));
    }
    return insert;
  }

  private String text(List<String> types) {
    // A contract brings its own values for an identity, also where the database always makes one.
    return JdbcBatchWriter.insertInto(table, dialect)
        + types.stream()
            .map(type -> "?::" + type + "[]")
            .collect(
                Collectors.joining(", ", " OVERRIDING SYSTEM VALUE SELECT * FROM unnest(", ")"));
  }

  /** Types of the lists, in the contract's order; none: a column is not there or an array. */
  private List<String> types(Duration limit) throws SQLException {
    Map<String, String> live = new HashMap<>();
    try (PreparedStatement look = connection.prepareStatement(LOOK)) {
      look.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
      look.setString(1, SqlNames.of(table.id(), dialect));
      try (ResultSet found = look.executeQuery()) {
        while (found.next()) {
          if (!found.getString(2).equals(ARRAYS)) {
            live.put(found.getString(1), found.getString(3));
          }
        }
      }
    }
    List<String> types = new ArrayList<>();
    for (Column column : table.columns()) {
      String type = live.get(dialect.spellings().of(table.id(), column.name()));
      if (type == null) {
        return List.of();
      }
      types.add(ArrayText.type(column.type().kind(), type));
    }
    return types;
  }

  private void send(PreparedStatement into, List<Object[]> rows, Duration limit)
      throws SQLException {
    into.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
    for (int i = 0; i < table.columns().size(); i++) {
      into.setObject(i + 1, list(rows, i), Types.OTHER);
    }
    int written;
    try {
      written = into.executeUpdate();
      into.clearParameters(); // else it keeps the rows until the next ones
    } catch (SQLException e) {
      if (OTHER_TYPE.equals(e.getSQLState())) {
        othersOnly = true; // from the next try on
        throw new SQLTransientException("the table was altered", "40001", e);
      }
      throw e;
    }
    if (written != rows.size()) {
      throw PostgresRowWriter.dropped();
    }
  }

  private String list(List<Object[]> rows, int ordinal) throws UnfitValueException {
    Narrowing narrowing = narrowings[ordinal];
    ArrayText list = new ArrayText();
    try {
      for (Object[] row : rows) {
        Object value = row[ordinal];
        list.add(narrowing == null || value == null ? value : narrowing.narrow(value));
      }
    } catch (UnfitValueException e) {
      throw e.in(table.columns().get(ordinal).name());
    }
    return list.toString();
  }

  @Override
  public void close() throws SQLException {
    if (insert != null) {
      insert.close();
    }
    others.close();
  }
}
