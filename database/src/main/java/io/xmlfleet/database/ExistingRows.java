package io.xmlfleet.database;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
    Table.Existing existing = table.existing();
    return !made.isEmpty()
        || existing.isShared()
        || existing.generation() != null
        || !existing.lookups().isEmpty();
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
    List<Object[]> there = new ArrayList<>();
    try {
      if (table.existing().isShared()) {
        for (int position : new SharedRows(transaction, dialect, table, inserting).write(rows)) {
          there.add(batch.rows().get(position));
        }
      } else {
        inserting.insert(new RowBatch(table, rows));
      }
    } catch (SQLException e) {
      throw failures.read(table.id(), e);
    }
    noteKeys(batch, rows);
    return there;
  }

  private void noteKeys(RowBatch batch, List<Object[]> written) {
    KeyGeneration generation = batch.table().existing().generation();
    if (generation == null) {
      return;
    }
    int ordinal = batch.table().ordinal(generation.column());
    for (int i = 0; i < written.size(); i++) {
      if (batch.rows().get(i)[ordinal] instanceof GeneratedKey key) {
        made.put(key, written.get(i)[ordinal]);
      }
    }
  }

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

  static DatabaseFailureException refused(TableId table, String column, String why) {
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
      KeyQuestion question =
          new KeyQuestion(
              transaction, dialect, lookup.table(), lookup.match(), List.of(lookup.take()));
      List<Object[]> keys = new ArrayList<>();
      for (Lookup.Value value : questions) {
        keys.add(question.kept(value.values().toArray()));
      }
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
}
