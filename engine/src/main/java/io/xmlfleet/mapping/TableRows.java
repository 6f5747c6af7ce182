package io.xmlfleet.mapping;

import io.xmlfleet.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that a document gives one table, in the making. Confined to one thread. */
final class TableRows {
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
   */
  TableRows(int[] unique, boolean goesOn) {
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
  boolean add(@Nullable Object[] values, @Nullable Failure passed) {
    if (unique.length > 0 && !seen.add(key(values))) {
      return false;
    }
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
