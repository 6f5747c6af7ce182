package io.xmlfleet.database.dialect;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row's values to and from JDBC. Thread-safe. */
public final class ColumnValues {
  private final Dialect dialect;
  private final ValueBinding binding;

  public ColumnValues(Dialect dialect) {
    this.dialect = dialect;
    this.binding = dialect.binding();
  }

  /** Binds one value a column, each in its column's own type: an index has to find it. */
  public void bindKey(
      PreparedStatement statement, TableId table, List<Column> columns, @Nullable Object[] key)
      throws SQLException {
    bindKey(statement, 1, table, columns, key);
  }

  /** The same from this parameter on. */
  public void bindKey(
      PreparedStatement statement,
      int first,
      TableId table,
      List<Column> columns,
      @Nullable Object[] key)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (key[i] instanceof String text && dialect.spellings().hasCodePage(table, column.name())) {
        statement.setString(first + i, text);
      } else {
        bind(statement, first + i, column, key[i]);
      }
    }
  }

  private void bind(
      PreparedStatement statement, int parameter, Column column, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      binding.setNull(statement, parameter, column.type());
      return;
    }
    try {
      binding.set(statement, parameter, value);
    } catch (UnfitValueException e) {
      throw e.in(column.name());
    }
  }

  /** Binds one value a column, from this parameter on, narrowed. */
  public void bind(
      PreparedStatement statement,
      int first,
      List<Column> columns,
      @Nullable Object[] row,
      @Nullable Narrowing[] narrowings)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Object value = row[i];
      Narrowing narrowing = narrowings[i];
      bind(
          statement,
          first + i,
          columns.get(i),
          narrowing == null || value == null ? value : narrowing.narrow(value));
    }
  }

  /** Reads one value a column, from the first one of the result on. */
  public @Nullable Object[] read(ResultSet row, List<Column> columns) throws SQLException {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = binding.get(row, i + 1, columns.get(i).type());
      values[i] = row.wasNull() ? null : value;
    }
    return values;
  }
}
