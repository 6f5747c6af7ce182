package io.xmlfleet.database;

import io.xmlfleet.database.dialect.ColumnValues;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.TimeCut;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.GeneratedKey;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Lookup.OnMissing;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one transaction that have to do with what is in the database: answers their
 * look-ups, fills in keys that the database makes, and keeps or updates rows that are there. The
 * rows that are given are not changed; what stands for what is known here alone. Confined to the
 * transaction.
 */
final class ExistingRows {
  private final Transaction transaction;
  private final Dialect dialect;
  private final LookupCache cache;
  private final Inserting inserting;
  private final FailureReader failures;
  private final Map<GeneratedKey, Object> made = new HashMap<>();

  /** Inserts rows as they are, with a writer of the session. */
  @FunctionalInterface
  interface Inserting {
    void insert(RowBatch batch) throws SQLException;
  }

  ExistingRows(Transaction transaction, Dialect dialect, LookupCache cache, Inserting inserting) {
    this.transaction = transaction;
    this.dialect = dialect;
    this.cache = cache;
    this.inserting = inserting;
    this.failures = new FailureReader(dialect);
  }

  /** Whether rows of a table may need anything but to be inserted. */
  boolean concern(Table table) {
    return !made.isEmpty() || !table.existing().equals(Table.Existing.NONE);
  }

  /**
   * Writes rows.
   *
   * @return those that were there already, in no order
   */
  List<Object[]> write(RowBatch batch) {
    Table table = batch.table();
    answer(batch);
    List<Object[]> rows = filledIn(batch).rows();
    try {
      if (table.existing().isShared()) {
        return writeMissing(batch, rows);
      }
      insert(table, rows);
      for (int i = 0; i < rows.size(); i++) {
        noteKey(table, batch.rows().get(i), rows.get(i));
      }
      return List.of();
    } catch (SQLException e) {
      throw failures.read(table.id(), e);
    }
  }

  private void insert(Table table, List<Object[]> rows) throws SQLException {
    if (!rows.isEmpty()) {
      inserting.insert(new RowBatch(table, rows));
    }
  }

  private void noteKey(Table table, Object[] given, Object[] written) {
    KeyGeneration generation = table.existing().generation();
    if (generation != null) {
      int ordinal = table.ordinal(generation.column());
      note(given[ordinal], written[ordinal]);
    }
  }

  private void note(@Nullable Object key, @Nullable Object value) {
    if (key instanceof GeneratedKey generated && value != null) {
      made.put(generated, value);
    }
  }

  // Look-ups and keys

  /** Copies of the rows without placeholders, but for keys that are still to be made. */
  RowBatch filledIn(RowBatch batch) {
    List<Object[]> rows = new ArrayList<>(batch.size());
    for (Object[] given : batch.rows()) {
      Object[] row = given.clone();
      for (int i = 0; i < row.length; i++) {
        Column column = batch.table().columns().get(i);
        if (row[i] instanceof GeneratedKey key) {
          row[i] = fitting(made.getOrDefault(key, key), column);
        } else if (row[i] instanceof Lookup.Value question) {
          row[i] = fitting(answer(batch.table(), column, question), column);
        }
      }
      rows.add(row);
    }
    return new RowBatch(batch.table(), rows);
  }

  /** A number as one of the column that takes it: a key's type may be another one. */
  private static @Nullable Object fitting(@Nullable Object value, Column column) {
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (column.type().kind()) {
      case TINYINT, SMALLINT, INT -> new BigDecimal(number.toString()).intValueExact();
      case BIGINT -> new BigDecimal(number.toString()).longValueExact();
      case DECIMAL -> new BigDecimal(number.toString());
      default -> value;
    };
  }

  private @Nullable Object answer(Table table, Column column, Lookup.Value question) {
    Object answer = cache.get(question);
    Lookup lookup = question.lookup();
    if (answer != null || (lookup.onMissing() == OnMissing.NULL && column.nullable())) {
      return answer;
    }
    String names = lookup.match().stream().map(Column::name).collect(Collectors.joining(", "));
    throw refused(
        table.id(),
        column.name(),
        "no row of " + lookup.table() + " has the " + names + " that it is looked up by");
  }

  private static DatabaseFailureException refused(TableId table, String column, String why) {
    return new DatabaseFailureException(
        FailureKind.DATA, table, "table " + table + ": column " + column + ": " + why, null);
  }

  /** Asks all questions of the batch that have no answer yet, one statement a look-up. */
  private void answer(RowBatch batch) {
    int[] columns =
        batch.table().existing().lookups().keySet().stream()
            .mapToInt(batch.table()::ordinal)
            .toArray();
    Map<Lookup, Set<Lookup.Value>> open = new LinkedHashMap<>();
    for (Object[] row : batch.rows()) {
      for (int column : columns) {
        if (row[column] instanceof Lookup.Value question && cache.get(question) == null) {
          open.computeIfAbsent(question.lookup(), any -> new LinkedHashSet<>()).add(question);
        }
      }
    }
    open.forEach((lookup, questions) -> answer(lookup, List.copyOf(questions)));
  }

  private void answer(Lookup lookup, List<Lookup.Value> questions) {
    if (lookup.onMissing() == OnMissing.INSERT) {
      insertMissing(lookup, questions);
      return;
    }
    try {
      KeyQuestion question = question(lookup.table(), lookup.match(), List.of(lookup.take()));
      List<Object[]> keys =
          questions.stream().map(value -> question.kept(value.values().toArray())).toList();
      question
          .ask(transaction, keys)
          .forEach(
              (position, answer) -> {
                if (answer[0] != null) {
                  cache.put(questions.get(position), answer[0]);
                }
              });
    } catch (SQLException e) {
      throw failures.read(lookup.table(), e);
    }
  }

  /** As rows of a table whose rows are kept, and whose key the database makes. */
  private void insertMissing(Lookup lookup, List<Lookup.Value> questions) {
    List<Column> columns = new ArrayList<>(lookup.match());
    columns.add(lookup.take());
    Table table =
        new Table(
            lookup.table(),
            columns,
            List.of(),
            List.of(),
            new Table.Existing(
                OnDuplicate.KEEP,
                lookup.match().stream().map(Column::name).toList(),
                new KeyGeneration(lookup.take().name(), null),
                Map.of()));
    List<Object[]> rows = new ArrayList<>();
    for (Lookup.Value value : questions) {
      List<Object> row = new ArrayList<>(value.values());
      row.add(new GeneratedKey());
      rows.add(row.toArray());
    }
    write(new RowBatch(table, rows));
    for (int i = 0; i < rows.size(); i++) {
      Object[] row = rows.get(i);
      cache.put(questions.get(i), Objects.requireNonNull(made.remove(row[row.length - 1])));
    }
  }

  private KeyQuestion question(TableId table, List<Column> match, List<Column> take)
      throws SQLException {
    return new KeyQuestion(transaction, dialect, table, match, take);
  }

  // Rows that are kept or updated

  /** Rows of one natural key, in their order. */
  private record SameKey(NaturalKey key, List<Integer> positions) {}

  private List<Object[]> writeMissing(RowBatch batch, List<Object[]> rows) throws SQLException {
    Table table = batch.table();
    boolean update = table.existing().onDuplicate() == OnDuplicate.UPDATE;
    KeyGeneration generation = table.existing().generation();
    List<Column> match = table.columns(table.existing().naturalKey());
    List<Column> take =
        generation == null ? List.of() : table.columns(List.of(generation.column()));
    KeyQuestion question = question(table.id(), match, take);
    List<Object[]> there = new ArrayList<>();
    List<Object[]> updates = new ArrayList<>();
    List<SameKey> open = byKey(table, question, rows);
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
          same.positions().forEach(position -> there.add(batch.rows().get(position)));
          if (update) {
            updates.add(rows.get(last(same)));
          }
          if (generation != null) {
            noteAll(batch, generation, same, answer[0]);
          }
        } else {
          (alike.add(same.key().loosely()) ? missing : perhaps).add(same);
        }
      }
      List<Object[]> written =
          missing.stream()
              .map(same -> rows.get(update ? last(same) : same.positions().get(0)))
              .toList();
      insertLate(table, written);
      for (int i = 0; i < missing.size(); i++) {
        SameKey same = missing.get(i);
        for (int position : same.positions().subList(1, same.positions().size())) {
          there.add(batch.rows().get(position));
        }
        if (generation != null) {
          noteAll(batch, generation, same, written.get(i)[table.ordinal(generation.column())]);
        }
      }
      open = perhaps;
    }
    update(table, question, updates);
    return there;
  }

  private static int last(SameKey same) {
    return same.positions().get(same.positions().size() - 1);
  }

  private void noteAll(
      RowBatch batch, KeyGeneration generation, SameKey same, @Nullable Object key) {
    int ordinal = batch.table().ordinal(generation.column());
    same.positions().forEach(position -> note(batch.rows().get(position)[ordinal], key));
  }

  /** In the order of their keys, so that two transactions do not lock them crosswise. */
  private static List<SameKey> byKey(Table table, KeyQuestion question, List<Object[]> rows) {
    int[] key = table.existing().naturalKey().stream().mapToInt(table::ordinal).toArray();
    Map<NaturalKey, SameKey> byKey = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Object[] values = new Object[key.length];
      for (int k = 0; k < key.length; k++) {
        values[k] = rows.get(i)[key[k]];
        if (values[k] == null) {
          throw refused(
              table.id(),
              table.existing().naturalKey().get(k),
              "a row is known by it, and here it is null");
        }
      }
      NaturalKey natural = new NaturalKey(question.kept(values));
      byKey
          .computeIfAbsent(natural, any -> new SameKey(natural, new ArrayList<>()))
          .positions()
          .add(i);
    }
    List<SameKey> all = new ArrayList<>(byKey.values());
    boolean amongThemselves =
        table.foreignKeys().stream().anyMatch(to -> to.references().equals(table.id()));
    if (!amongThemselves) {
      all.sort((one, other) -> one.key().compareTo(other.key()));
    }
    return all;
  }

  /** Nobody had these keys when the database was asked. */
  private void insertLate(Table table, List<Object[]> rows) throws SQLException {
    try {
      insert(table, rows);
    } catch (SQLException e) {
      DatabaseFailureException failure = failures.read(table.id(), e);
      throw failure.kind() == FailureKind.DUPLICATE_KEY
          ? new DatabaseFailureException(
              FailureKind.LATE_KEY, table.id(), String.valueOf(failure.getMessage()), e)
          : failure;
    }
  }

  private void update(Table table, KeyQuestion question, List<Object[]> rows) throws SQLException {
    List<String> fixed = new ArrayList<>(table.existing().naturalKey());
    fixed.addAll(table.primaryKey());
    KeyGeneration generation = table.existing().generation();
    if (generation != null) {
      fixed.add(generation.column());
    }
    List<Column> set =
        table.columns().stream().filter(column -> !fixed.contains(column.name())).toList();
    if (rows.isEmpty() || set.isEmpty()) {
      return;
    }
    Table changed = new Table(table.id(), set, List.of(), List.of());
    List<Column> match = table.columns(table.existing().naturalKey());
    @Nullable TimeCut[] cuts = dialect.spellings().cuts(changed);
    ColumnValues values = new ColumnValues(dialect);
    PreparedStatement statement =
        transaction.prepared(
            "UPDATE "
                + SqlNames.of(table.id(), dialect)
                + " SET "
                + equations(table, set, ", ")
                + " WHERE "
                + equations(table, match, " AND "));
    statement.clearBatch(); // of a transaction that failed
    for (Object[] row : rows) {
      values.bind(statement, 1, set, values(table, set, row), cuts);
      values.bindKey(
          statement, set.size() + 1, table.id(), match, question.kept(values(table, match, row)));
      statement.addBatch();
    }
    for (int count : statement.executeBatch()) {
      if (count == 0) {
        throw new DatabaseFailureException(
            FailureKind.TRANSIENT,
            table.id(),
            "table " + table.id() + ": a row that was to be updated has gone meanwhile",
            null);
      }
      if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
        throw new DatabaseFailureException(
            FailureKind.DATA,
            table.id(),
            "table " + table.id() + ": several rows have the same " + question.names(),
            null);
      }
    }
  }

  private String equations(Table table, List<Column> columns, String between) {
    return columns.stream()
        .map(column -> SqlNames.of(table.id(), column.name(), dialect) + " = ?")
        .collect(Collectors.joining(between));
  }

  private static @Nullable Object[] values(Table table, List<Column> columns, Object[] row) {
    return columns.stream().map(column -> row[table.ordinal(column.name())]).toArray();
  }
}
