package io.xmlfleet.source.table;

import io.xmlfleet.database.dialect.ValueBinding;
import io.xmlfleet.failure.UsageException;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that reads a table in the order of its key, page after page: what all databases
 * understand, SQL Server since 2012. Immutable.
 *
 * @param table with its schema
 * @param keyType of {@link Types}
 */
record TableQueries(
    TableName table,
    TableName key,
    TableName column,
    @Nullable String where,
    KeyRange range,
    int keyType,
    ValueBinding binding) {
  private static final Set<Integer> WHOLE_NUMBERS =
      Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);
  private static final Set<Integer> NUMBERS = Set.of(Types.DECIMAL, Types.NUMERIC);

  /** Rows, rows with a key, and different keys. */
  String count() {
    String name = key.sql();
    return "SELECT COUNT(*), COUNT("
        + name
        + "), COUNT(DISTINCT "
        + name
        + ") FROM "
        + table.sql()
        + conditions(null);
  }

  /** Up to so many keys, from the start or after one. */
  String keys(boolean after, int most) {
    return "SELECT "
        + key.sql()
        + " FROM "
        + table.sql()
        + conditions(after ? key.sql() + " > ?" : null)
        + " ORDER BY "
        + key.sql()
        + " OFFSET 0 ROWS FETCH NEXT "
        + most
        + " ROWS ONLY";
  }

  /** Keys and documents from one key to another, both included. */
  String documents() {
    return "SELECT "
        + key.sql()
        + ", "
        + column.sql()
        + " FROM "
        + table.sql()
        + conditions(key.sql() + " >= ? AND " + key.sql() + " <= ?")
        + " ORDER BY "
        + key.sql();
  }

  /** Sets the ends of the range, which come first in each statement; then the others. */
  void bind(PreparedStatement statement, Object... others) throws SQLException {
    int index = 1;
    for (String end : ends()) {
      binding.setKey(statement, index++, keyOf(end), keyType);
    }
    for (Object other : others) {
      binding.setKey(statement, index++, other, keyType);
    }
  }

  /**
   * A key from its text.
   *
   * @throws UsageException if the column's type has no such value
   */
  Object keyOf(String text) {
    try {
      if (WHOLE_NUMBERS.contains(keyType)) {
        return Long.valueOf(text);
      }
      return NUMBERS.contains(keyType) ? new BigDecimal(text) : text;
    } catch (NumberFormatException e) {
      throw new UsageException(
          "the key " + key.plain() + " is a number, and " + text + " is none", e);
    }
  }

  private List<String> ends() {
    List<String> ends = new ArrayList<>();
    if (range.from() != null) {
      ends.add(range.from());
    }
    if (range.to() != null) {
      ends.add(range.to());
    }
    return ends;
  }

  private String conditions(@Nullable String last) {
    List<String> conditions = new ArrayList<>();
    if (range.from() != null) {
      conditions.add(key.sql() + " >= ?");
    }
    if (range.to() != null) {
      conditions.add(key.sql() + " <= ?");
    }
    if (last != null) {
      conditions.add(last);
    }
    if (where != null) {
      conditions.add("(" + where + "\n)"); // it may end in a comment
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }
}
