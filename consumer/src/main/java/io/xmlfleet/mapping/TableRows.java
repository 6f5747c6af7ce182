package io.xmlfleet.mapping;

import io.xmlfleet.message.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that a document gives one table, in the making. Confined to one thread. */
final class TableRows {
  private final int[] unique;
  private final List<Object[]> rows = new ArrayList<>();
  private final Set<List<@Nullable Object>> seen = new HashSet<>();
  private @Nullable Failure failure;
  private @Nullable Failure unloadable;

  TableRows(int[] unique) {
    this.unique = unique;
  }

  List<Object[]> rows() {
    return rows;
  }

  /** Why the document is rejected; null: nothing is known against it. */
  @Nullable Failure failure() {
    return failure;
  }

  /** Why no database takes the rows; null: nothing is known against them. */
  @Nullable Failure unloadable() {
    return unloadable;
  }

  void fail(Failure reason) {
    failure = failure == null ? reason : failure;
  }

  /** Adds a row, unless there is one that agrees with it in the columns that no two may share. */
  void add(@Nullable Object[] values, @Nullable Failure passed) {
    if (unique.length > 0 && !seen.add(key(values))) {
      return;
    }
    rows.add(values);
    unloadable = unloadable == null ? passed : unloadable;
  }

  private List<@Nullable Object> key(@Nullable Object[] values) {
    @Nullable Object[] key = new Object[unique.length];
    for (int i = 0; i < unique.length; i++) {
      key[i] = values[unique[i]];
    }
    return Arrays.asList(key);
  }
}
