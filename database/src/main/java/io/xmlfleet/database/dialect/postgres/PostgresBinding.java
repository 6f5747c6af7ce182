package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.database.dialect.ValueBinding;
import io.xmlfleet.table.ColumnType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

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
