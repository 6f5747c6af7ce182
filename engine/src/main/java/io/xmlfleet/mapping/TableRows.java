package io.xmlfleet.mapping;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.table.GeneratedKey;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that a document gives one table, in the making. Confined to one thread. */
final class TableRows {
  /** A row without its values, and its places in lists. */
  private static final int ROW = 40;

  private static final int KEY = 60;

  /** An element and its key in a map. */
  private static final int ASKED = 50;

  private final MemoryLimit memory;
  private final int[] unique;
  private final int askedKey;
  private final boolean goesOn;
  private final List<Object[]> rows = new ArrayList<>();
  private final Map<String, @Nullable Object[]> seen = new HashMap<>();
  private final Map<CapturedElement, Object> keys;
  private @Nullable Map<GeneratedKey, Integer> numbers;
  private final Keys key = new Keys();
  private @Nullable Failure failure;
  private @Nullable Failure insertionFailure;
  private boolean late;

  /**
   * No rows so far.
   *
   * @param unique columns that no two rows share
   * @param askedKey the column that other tables ask for; -1: none does
   * @param goesOn whether more rows are wanted after one for which the document is rejected
   * @param memory the rows take of it
   */
  TableRows(int[] unique, int askedKey, boolean goesOn, MemoryLimit memory) {
    this.memory = memory;
    this.unique = unique;
    this.askedKey = askedKey;
    this.keys = askedKey < 0 ? Map.of() : new HashMap<>();
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
      @Nullable Object[] same = seen.putIfAbsent(text, values);
      if (same != null) {
        remember(same, row);
        return false;
      }
      memory.use(KEY + MemoryLimit.of(text));
    }
    memory.use(ROW + 4L * values.length + row.made());
    remember(values, row);
    Failure passed = row.rejection();
    rows.add(values);
    insertionFailure = insertionFailure == null ? passed : insertionFailure;
    return true;
  }

  /** The key of the row that an element became, or that the element's row equals; null: none. */
  @Nullable Object key(CapturedElement element) {
    return keys.get(element);
  }

  private void remember(@Nullable Object[] values, RowInput row) {
    Object asked = askedKey < 0 ? null : values[askedKey];
    if (asked != null) {
      memory.use(ASKED);
      keys.put(row.element(), asked);
    }
  }

  private String key(@Nullable Object[] values) {
    for (int column : unique) {
      Object value = values[column];
      key.add(
          value instanceof GeneratedKey made
              ? number(made)
              : value instanceof Lookup.Value asked ? text(asked) : RowValue.text(value));
    }
    return key.take();
  }

  /** A generated key is equal only to itself. */
  private String number(GeneratedKey made) {
    Map<GeneratedKey, Integer> known = numbers == null ? new HashMap<>() : numbers;
    numbers = known;
    return known.computeIfAbsent(made, any -> known.size()).toString();
  }

  private static String text(Lookup.Value asked) {
    Keys all = new Keys();
    asked.values().forEach(value -> all.add(RowValue.text(value)));
    return all.take();
  }
}
