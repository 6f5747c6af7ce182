package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.TimeSteps;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.StandIn;
import io.xmlfleet.table.Table;
import io.xmlfleet.text.Counted;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * In what the rows of a table differ from those that a document maps to. Values are compared as a
 * database keeps them: numbers without their scale, zero without a sign, text without blanks at its
 * end, times in the steps of the database, and what a narrower column makes of a value. Immutable.
 */
final class RowDifference {
  private final Table table;
  private final List<Column> columns;
  private final TimeSteps steps;
  private final @Nullable Narrowing[] narrowings;

  /**
   * For a table.
   *
   * @param narrowings one a column; null: it keeps all of a value
   */
  RowDifference(Table table, TimeSteps steps, @Nullable Narrowing[] narrowings) {
    this.steps = steps;
    this.narrowings = narrowings;
    this.table = table;
    this.columns = table.columns();
  }

  /**
   * Rows are held against each other by primary key, of a shared table by the natural one; without
   * one, each as a whole. What the database alone knows and the time of loading are not compared,
   * and of a row that was there and was kept only that it is there.
   *
   * @return counts and names of columns, never values; null: there is no difference
   */
  @Nullable String between(List<Object[]> mapped, List<Object[]> stored) {
    int[] key = key(mapped);
    Map<List<@Nullable Object>, List<Object[]>> open = new LinkedHashMap<>();
    stored.forEach(row -> open.computeIfAbsent(key(key, row), any -> new ArrayList<>()).add(row));
    int missing = 0;
    int changed = 0;
    Set<String> names = new LinkedHashSet<>();
    for (Object[] row : table.existing().isShared() ? lastOnes(key, mapped) : mapped) {
      List<Object[]> same = open.getOrDefault(key(key, row), List.of());
      if (same.isEmpty()) {
        missing++;
      } else if (addDifferent(row, same.remove(same.size() - 1), names)
          && table.existing().onDuplicate() != OnDuplicate.KEEP) {
        changed++;
      }
    }
    int beyond = open.values().stream().mapToInt(List::size).sum();
    List<String> parts = new ArrayList<>();
    add(parts, missing, "missing");
    add(parts, beyond, "not of this document");
    add(parts, changed, "with other values in " + String.join(", ", names));
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private static void add(List<String> parts, int rows, String what) {
    if (rows > 0) {
      parts.add(Counted.of(rows, "row") + ' ' + what);
    }
  }

  private boolean addDifferent(Object[] mapped, Object[] stored, Set<String> names) {
    boolean different = false;
    for (int i = 0; i < columns.size(); i++) {
      boolean ofDatabase =
          isUnknown(mapped[i]) || (mapped[i] == null && columns.get(i).nullIsDefault());
      if (!ofDatabase && !Objects.equals(plain(i, mapped[i]), plain(i, stored[i]))) {
        names.add(columns.get(i).name());
        different = true;
      }
    }
    return different;
  }

  private int[] key(List<Object[]> mapped) {
    List<String> names =
        table.existing().isShared() ? table.existing().naturalKey() : table.primaryKey();
    int[] key = known(names.stream().mapToInt(table::ordinal), mapped);
    return key.length > 0 ? key : known(IntStream.range(0, columns.size()), mapped);
  }

  private static int[] known(IntStream ordinals, List<Object[]> mapped) {
    return ordinals.filter(i -> mapped.stream().noneMatch(row -> isUnknown(row[i]))).toArray();
  }

  /** Whether the value is not known before the row is written, or is another one each time. */
  private static boolean isUnknown(@Nullable Object value) {
    return value instanceof StandIn;
  }

  private Iterable<Object[]> lastOnes(int[] key, List<Object[]> mapped) {
    Map<List<@Nullable Object>, Object[]> last = new LinkedHashMap<>();
    mapped.forEach(row -> last.put(key(key, row), row));
    return last.values();
  }

  private List<@Nullable Object> key(int[] key, Object[] row) {
    return Arrays.stream(key).mapToObj(i -> plain(i, row[i])).collect(Collectors.toList());
  }

  private @Nullable Object plain(int ordinal, @Nullable Object value) {
    Narrowing narrowing = narrowings[ordinal];
    if (narrowing == null || value == null) {
      return plain(value);
    }
    try {
      return plain(narrowing.narrow(value));
    } catch (UnfitValueException e) {
      return plain(value); // which no row of the table has
    }
  }

  private @Nullable Object plain(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    } else if (value instanceof Double number) {
      return number + 0.0; // H2 has no -0.0
    } else if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    } else if (value instanceof String text) {
      return withoutBlanks(text);
    }
    return value == null ? null : steps.comparable(value);
  }

  private static String withoutBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
