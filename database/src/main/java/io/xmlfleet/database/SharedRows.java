package io.xmlfleet.database;

import io.xmlfleet.database.dialect.ColumnValues;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of a table that may be there already: asks for their natural keys, inserts those that
 * are missing, and keeps or updates the others. Confined to the transaction.
 */
final class SharedRows {
  private final Transaction transaction;
  private final Dialect dialect;
  private final Table table;
  private final ExistingRows.Inserting inserting;
  private final boolean update;
  private final List<Column> naturalKey;
  private final KeyQuestion question;

  /** Of which the rows get the value; below 0: the database makes none. */
  private final int madeKey;

  SharedRows(
      Transaction transaction, Dialect dialect, Table table, ExistingRows.Inserting inserting)
      throws SQLException {
    this.transaction = transaction;
    this.dialect = dialect;
    this.table = table;
    this.inserting = inserting;
    this.update = table.existing().onDuplicate() == OnDuplicate.UPDATE;
    this.naturalKey = table.columns(table.existing().naturalKey());
    KeyGeneration generation = table.existing().generation();
    this.madeKey = generation == null ? -1 : table.ordinal(generation.column());
    List<Column> take = madeKey < 0 ? List.of() : List.of(table.columns().get(madeKey));
    this.question = new KeyQuestion(transaction, dialect, table.id(), naturalKey, take);
  }

  /** Rows of one natural key, in their order. */
  private record SameKey(NaturalKey key, List<Object[]> rows, List<Integer> positions) {
    Object[] last() {
      return rows.get(rows.size() - 1);
    }

    void put(int ordinal, @Nullable Object made) {
      if (ordinal >= 0) {
        rows.forEach(row -> row[ordinal] = made);
      }
    }
  }

  /**
   * Writes rows, and puts keys that the database makes, or has made, into all of them.
   *
   * @return positions of those that were there already: of several with one key that is missing, of
   *     all but the first
   * @throws DatabaseFailureException of kind LATE_KEY if a key that was missing is there now
   */
  List<Integer> write(List<Object[]> rows) throws SQLException {
    List<Integer> there = new ArrayList<>();
    List<Object[]> updates = new ArrayList<>();
    List<SameKey> open = byKey(rows);
    while (!open.isEmpty()) {
      Map<Integer, @Nullable Object[]> found =
          question.ask(transaction, open.stream().map(same -> same.key().values()).toList());
      List<SameKey> missing = new ArrayList<>();
      // What the database may take for equal waits until the first one of them is there.
      List<SameKey> perhaps = new ArrayList<>();
      Set<List<Object>> alike = new HashSet<>();
      for (int i = 0; i < open.size(); i++) {
        SameKey same = open.get(i);
        @Nullable Object[] answer = found.get(i);
        if (answer != null) {
          there.addAll(same.positions());
          updates.add(same.last());
          same.put(madeKey, madeKey < 0 ? null : answer[0]);
        } else {
          (alike.add(same.key().loosely()) ? missing : perhaps).add(same);
        }
      }
      insert(missing);
      missing.forEach(same -> there.addAll(same.positions().subList(1, same.positions().size())));
      open = perhaps;
    }
    if (update) {
      update(updates);
    }
    return there;
  }

  /** In the order of their keys, so that two transactions do not lock them crosswise. */
  private List<SameKey> byKey(List<Object[]> rows) throws UnfitValueException {
    Map<NaturalKey, SameKey> byKey = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Object[] row = rows.get(i);
      NaturalKey key = new NaturalKey(question.kept(values(naturalKey, row)));
      SameKey same =
          byKey.computeIfAbsent(key, any -> new SameKey(key, new ArrayList<>(), new ArrayList<>()));
      same.rows().add(row);
      same.positions().add(i);
    }
    List<SameKey> all = new ArrayList<>(byKey.values());
    boolean amongThemselves =
        table.foreignKeys().stream().anyMatch(to -> to.references().equals(table.id()));
    if (!amongThemselves) {
      all.sort((one, other) -> one.key().compareTo(other.key()));
    }
    return all;
  }

  /** Values of a row's natural key, none of them null. */
  private Object[] values(List<Column> columns, Object[] row) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      String name = columns.get(i).name();
      values[i] = row[table.ordinal(name)];
      if (values[i] == null) {
        throw ExistingRows.refused(table.id(), name, "a row is known by it, and here it is null");
      }
    }
    return values;
  }

  /** Nobody had these keys when the database was asked. */
  private void insert(List<SameKey> missing) throws SQLException {
    if (missing.isEmpty()) {
      return;
    }
    List<Object[]> rows =
        missing.stream().map(same -> update ? same.last() : same.rows().get(0)).toList();
    try {
      inserting.insert(new RowBatch(table, rows));
    } catch (SQLException e) {
      DatabaseFailureException failure = new FailureReader(dialect).read(table.id(), e);
      throw failure.kind() == FailureKind.DUPLICATE_KEY
          ? new DatabaseFailureException(
              FailureKind.LATE_KEY, table.id(), String.valueOf(failure.getMessage()), e)
          : failure;
    }
    for (int i = 0; i < missing.size(); i++) {
      missing.get(i).put(madeKey, madeKey < 0 ? null : rows.get(i)[madeKey]);
    }
  }

  private void update(List<Object[]> rows) throws SQLException {
    Set<String> fixed = new HashSet<>(table.existing().naturalKey());
    fixed.addAll(table.primaryKey());
    if (madeKey >= 0) {
      fixed.add(table.columns().get(madeKey).name());
    }
    List<Column> set =
        table.columns().stream().filter(column -> !fixed.contains(column.name())).toList();
    if (rows.isEmpty() || set.isEmpty()) {
      return;
    }
    ColumnValues values = new ColumnValues(dialect);
    PreparedStatement statement =
        transaction.prepared(
            "UPDATE "
                + SqlNames.of(table.id(), dialect)
                + " SET "
                + equations(set, ", ")
                + " WHERE "
                + equations(naturalKey, " AND "));
    statement.clearBatch(); // of a transaction that failed
    @Nullable Narrowing[] narrowings =
        dialect.spellings().narrowings(new Table(table.id(), set, List.of(), List.of()));
    for (Object[] row : rows) {
      @Nullable Object[] news = set.stream().map(each -> row[table.ordinal(each.name())]).toArray();
      values.bind(statement, 1, set, news, narrowings);
      Object[] key = question.kept(values(naturalKey, row));
      values.bindKey(statement, set.size() + 1, table.id(), naturalKey, key);
      statement.addBatch();
    }
    for (int count : statement.executeBatch()) {
      if (count == 0) {
        throw failure(FailureKind.TRANSIENT, "a row that was to be updated has gone meanwhile");
      }
      if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
        throw failure(FailureKind.DATA, "several rows have the same " + question.names());
      }
    }
  }

  private DatabaseFailureException failure(FailureKind kind, String what) {
    return new DatabaseFailureException(
        kind, table.id(), "table " + table.id() + ": " + what, null);
  }

  private String equations(List<Column> columns, String between) {
    return columns.stream()
        .map(column -> SqlNames.of(table.id(), column.name(), dialect) + " = ?")
        .collect(Collectors.joining(between));
  }
}
