package io.xmlfleet.workbench;

import io.xmlfleet.mapping.ShownValues;
import io.xmlfleet.table.Column;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values of a column over all samples have in common. Confined to one thread. */
final class ColumnStatistics {
  /** Memory must not grow with the samples. */
  private static final int MOST_DISTINCT = 10_000;

  private static final int LONGEST_TEXT = 100;

  private final Set<String> distinct = new HashSet<>();
  private long rows;
  private long nulls;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private @Nullable Object smallest;
  private @Nullable Object largest;

  /**
   * What was found.
   *
   * @param distinct different values
   * @param many whether there are more than so many different ones
   * @param shortest characters of the shortest value; absent: there is no value
   */
  record Found(
      String column,
      String type,
      long rows,
      long nulls,
      int distinct,
      boolean many,
      @Nullable Integer shortest,
      @Nullable Integer longest,
      @Nullable String smallest,
      @Nullable String largest) {}

  void add(@Nullable Object value) {
    rows++;
    if (value == null) {
      nulls++;
      return;
    }
    String text = ShownValues.text(value);
    if (distinct.size() <= MOST_DISTINCT) {
      distinct.add(text);
    }
    shortest = Math.min(shortest, text.length());
    longest = Math.max(longest, text.length());
    if (value instanceof Comparable<?>) {
      smallest = smallest == null || compare(value, smallest) < 0 ? value : smallest;
      largest = largest == null || compare(value, largest) > 0 ? value : largest;
    }
  }

  /** Values of one column are of one class, but for what only the database knows. */
  @SuppressWarnings("unchecked") // asked before
  private static int compare(Object one, Object other) {
    return one.getClass() == other.getClass() ? ((Comparable<Object>) one).compareTo(other) : 0;
  }

  Found found(Column column) {
    boolean none = rows == nulls;
    return new Found(
        column.name(),
        column.type().toString(),
        rows,
        nulls,
        Math.min(distinct.size(), MOST_DISTINCT),
        distinct.size() > MOST_DISTINCT,
        none ? null : shortest,
        none ? null : longest,
        shown(smallest),
        shown(largest));
  }

  private static @Nullable String shown(@Nullable Object value) {
    String text = value == null ? null : ShownValues.text(value);
    return text == null || text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, LONGEST_TEXT) + '…';
  }
}
