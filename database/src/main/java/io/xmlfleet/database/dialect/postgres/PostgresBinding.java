package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.database.dialect.ValueBinding;
import io.xmlfleet.table.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Text goes without a type, so that the server reads it as the column's: an xml, json or uuid takes
 * no varchar. Truth values do the same as 1 and 0, which boolean and numeric columns take both.
 * Thread-safe.
 */
final class PostgresBinding implements ValueBinding {
  @Override
  public void setNull(PreparedStatement statement, int parameter, ColumnType type)
      throws SQLException {
    statement.setNull(parameter, Types.NULL);
  }

  @Override
  public void setText(PreparedStatement statement, int parameter, String text) throws SQLException {
    statement.setObject(parameter, checked(text), Types.OTHER);
  }

  @Override
  public void set(PreparedStatement statement, int parameter, Object value) throws SQLException {
    if (value instanceof Boolean truth) {
      setText(statement, parameter, truth ? "1" : "0");
    } else {
      ValueBinding.super.set(statement, parameter, value);
    }
  }

  @Override
  public void setKey(PreparedStatement statement, int parameter, Object value, int columnType)
      throws SQLException {
    set(statement, parameter, value);
  }

  /** The driver changes no time with an offset into one without, or the other way round. */
  @Override
  public @Nullable Object get(ResultSet row, int column, ColumnType type) throws SQLException {
    boolean timed =
        switch (type.kind()) {
          case DATE, DATETIME, DATETIMEOFFSET -> true;
          default -> false;
        };
    if (!timed) {
      return ValueBinding.super.get(row, column, type);
    }
    OffsetDateTime time = time(row, column);
    if (time == null) {
      return null;
    }
    return switch (type.kind()) {
      case DATE -> time.toLocalDate();
      case DATETIME -> time.toLocalDateTime();
      default -> time;
    };
  }

  /** As the server has it, in UTC, like all times without an offset in our sessions. */
  private static @Nullable OffsetDateTime time(ResultSet row, int column) throws SQLException {
    String type = row.getMetaData().getColumnTypeName(column);
    if (type.equals("timestamptz")) {
      OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
      return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
    if (type.equals("date")) {
      LocalDate day = row.getObject(column, LocalDate.class);
      return day == null ? null : day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  /** The server refuses the first, and the driver makes a question mark of the second. */
  static String checked(String text) throws UnfitValueException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new UnfitValueException(
            "a value", "has a NUL character, which PostgreSQL keeps in no text");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new UnfitValueException(
              "a value", "has half of a surrogate pair, which PostgreSQL keeps in no text");
        }
        i++;
      }
    }
    return text;
  }
}
