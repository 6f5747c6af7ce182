package io.xmlfleet.workbench;

import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.RowChanges;
import io.xmlfleet.table.RowBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What the rows of samples are under one text and under another. Confined to one thread. */
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
      RowChanges changes = RowChanges.between(old.get(table), now.get(table));
      rowsMore += changes.added().size();
      rowsLess += changes.gone().size();
      cells += changes.cells().size();
      changes.cells().forEach(cell -> byColumn.merge(table + "." + cell.column(), 1L, Long::sum));
    }
  }

  private static Map<String, RowBatch> byTable(Mapped.Rows rows) {
    Map<String, RowBatch> byTable = new LinkedHashMap<>();
    rows.batches().forEach(batch -> byTable.put(batch.table().id().toString(), batch));
    return byTable;
  }
}
