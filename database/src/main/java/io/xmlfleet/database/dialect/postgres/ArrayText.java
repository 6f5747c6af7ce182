package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The values of a column as PostgreSQL writes an array. Confined to one thread. */
final class ArrayText {
  private final StringBuilder text = new StringBuilder("{");

  /**
   * What the list's elements are: what the driver calls a single value of that kind. Text and truth
   * values have no type of their own, so that the server reads them as the column's.
   *
   * @param live the column's base type
   */
  static String type(Kind kind, String live) {
    return switch (kind) {
      case STRING, BIT -> live;
      case TINYINT, SMALLINT, INT -> "integer";
      case BIGINT -> "bigint";
      case DECIMAL -> "numeric";
      case DOUBLE -> "double precision";
      case DATE -> "date";
      case TIME -> "time";
      case DATETIME -> "timestamp";
      case DATETIMEOFFSET -> "timestamptz";
      case UUID -> "uuid";
      case BINARY -> "bytea";
    };
  }

  /**
   * Adds a value of a row.
   *
   * @throws UnfitValueException if no column keeps it
   */
  void add(@Nullable Object value) throws UnfitValueException {
    if (text.length() > 1) {
      text.append(',');
    }
    if (value == null) {
      text.append("NULL");
    } else if (value instanceof String words) {
      quote(PostgresBinding.checked(words));
    } else if (value instanceof Boolean truth) {
      text.append(truth ? '1' : '0');
    } else if (value instanceof byte[] bytes) {
      text.append("\"\\\\x").append(HexFormat.of().formatHex(bytes)).append('"');
    } else if (value instanceof Number) {
      text.append(value);
    } else {
      text.append('"').append(value).append('"'); // times and UUIDs, as ISO writes them
    }
  }

  private void quote(String words) {
    text.append('"');
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
