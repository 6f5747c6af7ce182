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
import java.time.ZoneOffset;
import java.util.Locale;
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

  /** What H2, PostgreSQL and SQL Server call it. */
  Set<String> WITH_OFFSET = Set.of("timestamp with time zone", "timestamptz", "datetimeoffset");

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
      case TIME -> row.getObject(column, LocalTime.class);
      case DATE -> day(time(row, column));
      case DATETIME -> clock(time(row, column));
      case DATETIMEOFFSET -> time(row, column);
      case UUID -> Optional.ofNullable(row.getString(column)).map(UUID::fromString).orElse(null);
      case BINARY -> row.getBytes(column);
    };
  }

  private static @Nullable LocalDateTime clock(@Nullable OffsetDateTime time) {
    return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  private static @Nullable LocalDate day(@Nullable OffsetDateTime time) {
    LocalDateTime clock = clock(time);
    return clock == null ? null : clock.toLocalDate();
  }

  /**
   * A day or a time as the column has it; one without an offset is in UTC. Drivers change no time
   * with an offset into one without, or do so in the zone of the process.
   */
  private static @Nullable OffsetDateTime time(ResultSet row, int column) throws SQLException {
    String type = row.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
    if (WITH_OFFSET.contains(type)) {
      return row.getObject(column, OffsetDateTime.class);
    }
    LocalDateTime time;
    if (type.equals("date")) {
      LocalDate day = row.getObject(column, LocalDate.class);
      time = day == null ? null : day.atStartOfDay();
    } else {
      time = row.getObject(column, LocalDateTime.class);
    }
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
