package io.xmlfleet.database.dialect;

import io.xmlfleet.table.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a value becomes a parameter of a statement, and comes back. What is here does for a driver
 * that takes all that JDBC names. Thread-safe.
 */
public interface ValueBinding {
  /** Types of columns that keep text in Unicode. */
  Set<Integer> UNICODE = Set.of(Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR);

  /** Binds a null for a column of this type. */
  default void setNull(PreparedStatement statement, int parameter, ColumnType type)
      throws SQLException {
    statement.setNull(
        parameter,
        switch (type.kind()) {
          case STRING -> type.length() == 0 ? Types.LONGNVARCHAR : Types.NVARCHAR;
          case BIT -> Types.BIT;
          case TINYINT -> Types.TINYINT;
          case SMALLINT -> Types.SMALLINT;
          case INT -> Types.INTEGER;
          case BIGINT -> Types.BIGINT;
          case DECIMAL -> Types.DECIMAL;
          case DOUBLE -> Types.DOUBLE;
          case DATE -> Types.DATE;
          case TIME -> Types.TIME;
          case DATETIME -> Types.TIMESTAMP;
          case DATETIMEOFFSET -> Types.TIMESTAMP_WITH_TIMEZONE;
          case UUID -> Types.CHAR;
          case BINARY -> Types.VARBINARY;
        });
  }

  /** Binds text of any script. */
  default void setText(PreparedStatement statement, int parameter, String text)
      throws SQLException {
    statement.setNString(parameter, text);
  }

  /** Binds a value of a row: one of the classes of {@link ColumnType.Kind}. */
  default void set(PreparedStatement statement, int parameter, Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      statement.setBytes(parameter, bytes);
    } else if (value instanceof String text) {
      setText(statement, parameter, text);
    } else {
      statement.setObject(parameter, value);
    }
  }

  /**
   * Binds a value that a column is compared with: an index has to find it.
   *
   * @param columnType of {@link Types}
   */
  default void setKey(PreparedStatement statement, int parameter, Object value, int columnType)
      throws SQLException {
    if (value instanceof String text && UNICODE.contains(columnType)) {
      setText(statement, parameter, text);
    } else {
      statement.setObject(parameter, value);
    }
  }

  /** Reads a value of a row; what it is where the column is null is of no meaning. */
  default @Nullable Object get(ResultSet row, int column, ColumnType type) throws SQLException {
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
      case UUID -> Optional.ofNullable(row.getString(column)).map(UUID::fromString).orElse(null);
      case BINARY -> row.getBytes(column);
    };
  }
}
