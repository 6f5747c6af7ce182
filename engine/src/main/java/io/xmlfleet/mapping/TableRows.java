package io.xmlfleet.mapping;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that a document gives one table, in the making. Confined to one thread. */
final class TableRows {
  /** A row without its values, and its places in lists. */
  private static final int ROW = 40;

  private static final int KEY = 60;

  private final MemoryLimit memory;
  private final int[] unique;
  private final boolean goesOn;
  private final List<Object[]> rows = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Keys key = new Keys();
  private @Nullable Failure failure;
  private @Nullable Failure insertionFailure;
  private boolean late;

  /**
   * No rows so far.
   *
   * @param unique columns that no two rows share
   * @param goesOn whether more rows are wanted after one for which the document is rejected
   * @param memory the rows take of it
   */
  TableRows(int[] unique, boolean goesOn, MemoryLimit memory) {
    this.memory = memory;
    this.unique = unique;
    this.goesOn = goesOn;
  }

  /** Whether no more rows are wanted. */
  boolean isOver() {
    return failure != null && (late || !goesOn);
  }

  /** The time is over. */
  void late() {
    late = true;
    fail(ContractMapper.LATE);
  }

  List<Object[]> rows() {
    return rows;
  }

  /** Why the document is rejected; null: nothing is known against it. */
  @Nullable Failure failure() {
    return failure;
  }

  /** Why no database takes the rows; null: nothing is known against them. */
  @Nullable Failure insertionFailure() {
    return insertionFailure;
  }

  void fail(Failure reason) {
    failure = failure == null ? reason : failure;
  }

  /** Adds a row, unless there is one that agrees with it in the columns that no two may share. */
  boolean add(@Nullable Object[] values, RowInput row) {
    if (unique.length > 0) {
      String text = key(values);
      if (!seen.add(text)) {
        return false;
      }
      memory.use(KEY + MemoryLimit.of(text));
    }
    memory.use(ROW + 4L * values.length + row.made());
    Failure passed = row.rejection();
    rows.add(values);
    insertionFailure = insertionFailure == null ? passed : insertionFailure;
    return true;
  }

  private String key(@Nullable Object[] values) {
    for (int column : unique) {
      key.add(RowValue.text(values[column]));
    }
    return key.take();
  }
}
