package io.xmlfleet.database;

import io.xmlfleet.database.dialect.ColumnValues;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.TimeSteps;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows that documents have in the database already, found by {@link KeyPath}. Thread-safe. */
public final class DocumentRows {
  private final Dialect dialect;
  private final ColumnValues values;

  public DocumentRows(Dialect dialect) {
    this.dialect = dialect;
    this.values = new ColumnValues(dialect);
  }

  /** In what steps the database counts the times that are read. */
  public TimeSteps timeSteps() {
    return dialect.timeSteps();
  }

  /** What the database's columns make of a table's values, a column; null: nothing. */
  public @Nullable Narrowing[] narrowings(Table table) {
    return dialect.spellings().narrowings(table);
  }

  /**
   * Deletes the rows of several documents in one round trip.
   *
   * @param keys one or more a document: values of {@link KeyPath#bound}, in its order
   * @return deleted rows, a key
   * @throws DatabaseFailureException with the dialect's verdict; also if the database does not say
   *     how many rows a statement deleted
   */
  public int[] delete(Transaction transaction, KeyPath reach, List<Object[]> keys) {
    try {
      PreparedStatement delete =
          transaction.prepared("DELETE FROM " + name(reach) + " WHERE " + condition(reach));
      delete.clearBatch(); // of a transaction that failed
      Table match = match(reach);
      @Nullable Narrowing[] narrowings = narrowings(match);
      for (Object[] key : keys) {
        values.bindKey(delete, match.id(), match.columns(), Narrowing.each(narrowings, key));
        delete.addBatch();
      }
      int[] counts = delete.executeBatch();
      for (int count : counts) {
        if (count == Statement.SUCCESS_NO_INFO) {
          throw unconfirmed(reach);
        }
      }
      return counts;
    } catch (SQLException e) {
      throw new FailureReader(dialect).read(reach.table().id(), e);
    }
  }

  /**
   * Reads the rows of one document.
   *
   * @param keys values of {@link KeyPath#bound}, in its order; equal ones count once
   * @return in no order; values as a contract's rows have them
   * @throws DatabaseFailureException with the dialect's verdict
   */
  public List<Object[]> read(Transaction transaction, KeyPath reach, List<Object[]> keys) {
    List<Column> columns = reach.table().columns();
    String names =
        columns.stream()
            .map(column -> SqlNames.of(reach.table().id(), column.name(), dialect))
            .collect(Collectors.joining(", "));
    try {
      PreparedStatement query =
          transaction.prepared(
              "SELECT " + names + " FROM " + name(reach) + " WHERE " + condition(reach));
      List<Object[]> rows = new ArrayList<>();
      Set<List<Object>> asked = new HashSet<>();
      Table match = match(reach);
      @Nullable Narrowing[] narrowings = narrowings(match);
      for (Object[] key : keys) {
        Object[] kept = Narrowing.each(narrowings, key);
        if (asked.add(Arrays.asList(kept))) {
          values.bindKey(query, match.id(), match.columns(), kept);
          try (ResultSet found = query.executeQuery()) {
            while (found.next()) {
              rows.add(values.read(found, columns));
            }
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new FailureReader(dialect).read(reach.table().id(), e);
    }
  }

  /** The columns that the key's values are compared with. */
  private static Table match(KeyPath reach) {
    KeyPath via = reach.via();
    if (via != null) {
      return match(via);
    }
    Table table = reach.table();
    List<Column> columns =
        reach.columns().stream().map(name -> table.columns().get(table.ordinal(name))).toList();
    return new Table(table.id(), columns, List.of(), List.of());
  }

  private String name(KeyPath reach) {
    return SqlNames.of(reach.table().id(), dialect);
  }

  private String condition(KeyPath reach) {
    KeyPath via = reach.via();
    if (via == null) {
      return reach.columns().stream()
          .map(column -> qualified(reach, column) + " = ?")
          .collect(Collectors.joining(" AND "));
    }
    List<String> key = via.table().primaryKey();
    if (key.size() == 1) {
      return qualified(reach, reach.columns().get(0))
          + " IN (SELECT "
          + qualified(via, key.get(0))
          + " FROM "
          + name(via)
          + " WHERE "
          + condition(via)
          + ")";
    }
    List<String> joins = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      joins.add(qualified(via, key.get(i)) + " = " + qualified(reach, reach.columns().get(i)));
    }
    return "EXISTS (SELECT 1 FROM "
        + name(via)
        + " WHERE "
        + String.join(" AND ", joins)
        + " AND "
        + condition(via)
        + ")";
  }

  /** The table's name is in it, since an inner query's table may have a column of the same name. */
  private String qualified(KeyPath reach, String column) {
    return name(reach) + '.' + SqlNames.of(reach.table().id(), column, dialect);
  }

  private static DatabaseFailureException unconfirmed(KeyPath reach) {
    return new DatabaseFailureException(
        FailureKind.CONFIGURATION,
        reach.table().id(),
        "table "
            + reach.table().id()
            + ": the database does not say how many rows were deleted (a trigger may have NOCOUNT"
            + " on); without that nothing is replaced",
        null);
  }
}
