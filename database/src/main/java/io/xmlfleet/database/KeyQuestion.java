package io.xmlfleet.database;

import io.xmlfleet.database.dialect.ColumnValues;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.LiveSchema;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a table for the rows that have given values in some columns, for many values in one
 * statement. The database compares, by its collations and types, and says by its number which of
 * the questions a row answers. Confined to its session's thread.
 */
final class KeyQuestion {
  private static final int MOST_KEYS = 512;

  /** SQL Server takes 2,100. */
  private static final int MOST_PARAMETERS = 2_000;

  private final Dialect dialect;
  private final Table match;
  private final List<Column> take;
  private final ColumnValues values;
  private final @Nullable Narrowing[] narrowings;
  private final int keysAStatement;

  /**
   * A question; looks at a table that nobody has looked at.
   *
   * @param match columns that are compared
   * @param take columns of the answer; empty: only whether there is a row
   */
  KeyQuestion(
      Transaction transaction,
      Dialect dialect,
      TableId table,
      List<Column> match,
      List<Column> take)
      throws SQLException {
    if (!dialect.spellings().knows(table)) {
      new LiveSchema(transaction.connection(), dialect).table(table);
    }
    this.dialect = dialect;
    this.match = new Table(table, match, List.of(), List.of());
    this.take = take;
    this.values = new ColumnValues(dialect);
    this.narrowings = dialect.spellings().narrowings(this.match);
    this.keysAStatement =
        Integer.highestOneBit(Math.max(1, Math.min(MOST_KEYS, MOST_PARAMETERS / match.size())));
  }

  /** Key values as the database keeps them, narrowed. */
  Object[] kept(Object[] key) throws UnfitValueException {
    return Narrowing.each(narrowings, key);
  }

  /**
   * Asks.
   *
   * @param keys as {@link #kept} gave them, without nulls
   * @return the taken values, by the position of the key; without those that are not there
   * @throws DatabaseFailureException with the dialect's verdict; of kind DATA if several rows have
   *     one key and different answers
   */
  Map<Integer, @Nullable Object[]> ask(Transaction transaction, List<Object[]> keys) {
    Map<Integer, @Nullable Object[]> answers = new HashMap<>();
    try {
      for (int from = 0; from < keys.size(); from += keysAStatement) {
        List<Object[]> part = keys.subList(from, Math.min(keys.size(), from + keysAStatement));
        ask(transaction, part, from, answers);
      }
    } catch (SQLException e) {
      throw new FailureReader(dialect).read(match.id(), e);
    }
    return answers;
  }

  private void ask(
      Transaction transaction,
      List<Object[]> keys,
      int from,
      Map<Integer, @Nullable Object[]> answers)
      throws SQLException {
    int marks = marks(keys.size());
    PreparedStatement query = transaction.prepared(select(marks));
    for (int i = 0; i < marks; i++) {
      // The last one again and again to the end.
      Object[] key = keys.get(Math.min(i, keys.size() - 1));
      int first = i * match.columns().size() + 1;
      values.bindKey(query, first, match.id(), match.columns(), key);
    }
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        int position = rows.getInt(take.size() + 1);
        if (position >= keys.size()) {
          continue;
        }
        @Nullable Object[] answer = values.read(rows, take);
        @Nullable Object[] other = answers.put(from + position, answer);
        if (other != null && !Arrays.deepEquals(other, answer)) {
          throw new DatabaseFailureException(
              FailureKind.DATA,
              match.id(),
              "table " + match.id() + ": several rows have the same " + names(),
              null);
        }
      }
    }
  }

  /** The compared columns, for messages. */
  String names() {
    return match.columns().stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** A power of two, so that few texts do for all batches: each is prepared once. */
  private static int marks(int keys) {
    int floor = Integer.highestOneBit(keys);
    return floor == keys ? keys : 2 * floor;
  }

  /** The first row of the list only tells the types of the parameters to those who want to know. */
  private String select(int keys) {
    String table = SqlNames.of(match.id(), dialect);
    List<String> columns =
        match.columns().stream().map(column -> name(column)).collect(Collectors.toList());
    List<String> asked =
        IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.toList());
    String types =
        columns.stream()
            .map(column -> "(SELECT " + column + " FROM " + table + " WHERE 1 = 0)")
            .collect(Collectors.joining(", "));
    String marks = "?, ".repeat(columns.size());
    List<String> lists = new ArrayList<>();
    lists.add("(" + types + ", -1)");
    IntStream.range(0, keys).forEach(i -> lists.add("(" + marks + i + ")"));
    return "SELECT "
        + take.stream().map(column -> "xf_t." + name(column) + ", ").collect(Collectors.joining())
        + "xf_k.n FROM (VALUES "
        + String.join(", ", lists)
        + ") AS xf_k ("
        + String.join(", ", asked)
        + ", n) JOIN "
        + table
        + " xf_t ON "
        + IntStream.range(0, columns.size())
            .mapToObj(i -> "xf_t." + columns.get(i) + " = xf_k." + asked.get(i))
            .collect(Collectors.joining(" AND "));
  }

  private String name(Column column) {
    return SqlNames.of(match.id(), column.name(), dialect);
  }
}
