package io.xmlfleet.workbench;

import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.ShownValues;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of samples are under one text and under another. Rows are the same row if they have
 * the same key, or, of a table without a key, the same number. Confined to one thread.
 */
final class TextChange {
  private static final int MOST_SAMPLES = 50;

  private final List<Integer> changed = new ArrayList<>();
  private final Map<String, Long> byColumn = new TreeMap<>();
  private int documents;
  private int nowLoaded;
  private int nowRejected;
  private long rowsMore;
  private long rowsLess;
  private long cells;

  /**
   * What differs.
   *
   * @param samples numbers of the first of them, from 0
   * @param columns how many cells differ, by {@code table.column}; rows that only one side has are
   *     not in it
   */
  record Found(
      int documents,
      int nowLoaded,
      int nowRejected,
      long rowsMore,
      long rowsLess,
      long cells,
      Map<String, Long> columns,
      List<Integer> samples) {}

  /** Compares one sample's rows. */
  void add(int sample, Mapped before, Mapped after) {
    boolean wasLoaded = RowsView.failure(before) == null;
    boolean isLoaded = RowsView.failure(after) == null;
    long difference = rowsMore + rowsLess + cells;
    if (wasLoaded && isLoaded) {
      compare((Mapped.Rows) before, (Mapped.Rows) after);
    }
    nowLoaded += !wasLoaded && isLoaded ? 1 : 0;
    nowRejected += wasLoaded && !isLoaded ? 1 : 0;
    boolean otherReason =
        !wasLoaded
            && !isLoaded
            && !Objects.equals(RowsView.failure(before), RowsView.failure(after));
    if (wasLoaded != isLoaded || otherReason || difference != rowsMore + rowsLess + cells) {
      documents++;
      if (changed.size() < MOST_SAMPLES) {
        changed.add(sample);
      }
    }
  }

  Found found() {
    return new Found(
        documents, nowLoaded, nowRejected, rowsMore, rowsLess, cells, byColumn, changed);
  }

  private void compare(Mapped.Rows before, Mapped.Rows after) {
    Map<String, RowBatch> old = byTable(before);
    Map<String, RowBatch> now = byTable(after);
    Set<String> tables = new LinkedHashSet<>(old.keySet());
    tables.addAll(now.keySet());
    for (String table : tables) {
      RowBatch one = old.get(table);
      RowBatch other = now.get(table);
      if (one == null || other == null) {
        rowsLess += one == null ? 0 : one.size();
        rowsMore += other == null ? 0 : other.size();
      } else {
        compare(one, other);
      }
    }
  }

  private void compare(RowBatch before, RowBatch after) {
    boolean keyed =
        !after.table().primaryKey().isEmpty()
            && before.table().primaryKey().equals(after.table().primaryKey());
    Map<Object, Object[]> old = byKey(before, keyed);
    Map<Object, Object[]> now = byKey(after, keyed);
    for (Map.Entry<Object, Object[]> row : now.entrySet()) {
      Object[] was = old.remove(row.getKey());
      if (was == null) {
        rowsMore++;
      } else {
        compare(before.table(), was, after.table(), row.getValue());
      }
    }
    rowsLess += old.size();
  }

  private void compare(Table before, Object[] old, Table after, Object[] now) {
    Map<String, Object> values = named(before, old);
    named(after, now)
        .forEach(
            (column, value) -> {
              if (!values.containsKey(column) || !value.equals(values.remove(column))) {
                note(after, column);
                values.remove(column);
              }
            });
    values.keySet().forEach(column -> note(before, column));
  }

  private void note(Table table, String column) {
    cells++;
    byColumn.merge(table.id() + "." + column, 1L, Long::sum);
  }

  private static Map<String, Object> named(Table table, @Nullable Object[] row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < row.length; i++) {
      values.put(table.columns().get(i).name(), ShownValues.text(row[i]));
    }
    return values;
  }

  private static Map<String, RowBatch> byTable(Mapped.Rows rows) {
    Map<String, RowBatch> byTable = new LinkedHashMap<>();
    rows.batches().forEach(batch -> byTable.put(batch.table().id().toString(), batch));
    return byTable;
  }

  private static Map<Object, Object[]> byKey(RowBatch batch, boolean keyed) {
    Table table = batch.table();
    Map<Object, Object[]> rows = new LinkedHashMap<>();
    for (Object[] row : batch.rows()) {
      List<String> key = new ArrayList<>();
      if (keyed) {
        table.primaryKey().forEach(name -> key.add(ShownValues.text(row[table.ordinal(name)])));
      }
      // A key that comes twice, or none, is told by how often it came.
      for (int number = keyed ? 0 : rows.size(); ; number++) {
        if (rows.putIfAbsent(List.of(key, number), row) == null) {
          break;
        }
      }
    }
    return rows;
  }
}
