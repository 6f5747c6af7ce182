package io.xmlfleet.database.dialect;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
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
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (key[i] instanceof String text && dialect.spellings().hasCodePage(table, column.name())) {
        statement.setString(i + 1, text);
      } else {
        bind(statement, i + 1, column.type(), key[i]);
      }
    }
  }

  private void bind(
      PreparedStatement statement, int parameter, ColumnType type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      binding.setNull(statement, parameter, type);
    } else {
      binding.set(statement, parameter, value);
    }
  }

  /** Binds one value a column, from the first parameter on; times are cut. */
  void bind(
      PreparedStatement statement,
      List<Column> columns,
      @Nullable Object[] row,
      @Nullable TimeCut[] cuts)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Object value = row[i];
      TimeCut cut = cuts[i];
      bind(
          statement,
          i + 1,
          columns.get(i).type(),
          cut == null || value == null ? value : cut.cut(value));
    }
  }

  /** Reads one value a column, from the first one of the result on. */
  public @Nullable Object[] read(ResultSet row, List<Column> columns) throws SQLException {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = read(row, i + 1, columns.get(i).type());
      values[i] = row.wasNull() ? null : value;
    }
    return values;
  }

  private static @Nullable Object read(ResultSet row, int column, ColumnType type)
      throws SQLException {
    return switch (type.kind()) {
      case STRING -> row.getString(column);
      case BIT -> row.getBoolean(column);
      case TINYINT, SMALLINT, INT -> row.getInt(column);
      case BIGINT -> row.getLong(column);
      case DECIMAL -> row.getBigDecimal(column);
      case DOUBLE -> row.getDouble(column);
      case DATE -> row.getObject(column, LocalDate.class);
      case TIME -> row.getObject(column, LocalTime.class);
      case DATETIME -> row.getObject(column, LocalDateTime.class);
      case DATETIMEOFFSET -> row.getObject(column, OffsetDateTime.class);
      case UUID -> uuid(row.getString(column));
      case BINARY -> row.getBytes(column);
    };
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
