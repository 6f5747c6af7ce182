package io.xmlfleet.mapping;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.StandIn;
import io.xmlfleet.table.Table;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows that one contract makes of a document differ from those of another, in one table. A
 * column that one of them lacks is null there. Numbers are compared without scale and class; what
 * the database makes is the same. Immutable.
 *
 * @param rowsBefore by the first contract
 * @param rowsAfter by the second
 * @param gone rows that the first has alone
 * @param added rows that the second has alone
 * @param cells that differ in rows of both
 */
public record RowChanges(
    int rowsBefore, int rowsAfter, List<Integer> gone, List<Integer> added, List<Cell> cells) {

  /**
   * A value that differs.
   *
   * @param row number of the second contract's row, from 1
   */
  public record Cell(String column, int row, @Nullable Object before, @Nullable Object after) {}

  public boolean isEmpty() {
    return gone.isEmpty() && added.isEmpty() && cells.isEmpty();
  }

  /**
   * Compares; null: the contract makes no rows. Rows are held against each other by the key, where
   * both contracts have the same and it tells their rows apart, else by their order.
   */
  public static RowChanges between(@Nullable RowBatch before, @Nullable RowBatch after) {
    List<Object[]> first = before == null ? List.of() : before.rows();
    List<Object[]> second = after == null ? List.of() : after.rows();
    Map<Object, Integer> byKey = new LinkedHashMap<>();
    List<String> key = before == null || after == null ? List.of() : key(before, after);
    number(before, key, byKey);
    List<Integer> added = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < second.size(); row++) {
      Integer same = byKey.remove(name(after, row, key));
      if (same == null || before == null || after == null) {
        added.add(row + 1);
      } else {
        compare(before, first.get(same), after, row, cells);
      }
    }
    List<Integer> gone = byKey.values().stream().map(row -> row + 1).toList();
    return new RowChanges(first.size(), second.size(), gone, added, cells);
  }

  private static void number(
      @Nullable RowBatch batch, List<String> key, Map<Object, Integer> byKey) {
    for (int row = 0; batch != null && row < batch.size(); row++) {
      byKey.put(name(batch, row, key), row);
    }
  }

  private static Object name(@Nullable RowBatch batch, int row, List<String> key) {
    if (batch == null || key.isEmpty()) {
      return row;
    }
    Object[] values = batch.rows().get(row);
    List<@Nullable Object> name = new ArrayList<>();
    key.forEach(column -> name.add(plain(values[batch.table().ordinal(column)])));
    return name;
  }

  /** Columns that tell the rows of both apart; none: their order does. */
  private static List<String> key(RowBatch before, RowBatch after) {
    List<String> key = before.table().primaryKey();
    boolean usable =
        key.equals(after.table().primaryKey()) && isUnique(before, key) && isUnique(after, key);
    return usable ? key : List.of();
  }

  private static boolean isUnique(RowBatch batch, List<String> key) {
    Map<Object, Integer> byKey = new LinkedHashMap<>();
    number(batch, key, byKey);
    return byKey.size() == batch.size();
  }

  private static void compare(
      RowBatch before, Object[] first, RowBatch after, int row, List<Cell> cells) {
    Object[] second = after.rows().get(row);
    Set<String> names = new LinkedHashSet<>();
    before.table().columns().forEach(column -> names.add(column.name()));
    after.table().columns().forEach(column -> names.add(column.name()));
    for (String name : names) {
      Object one = value(before.table(), first, name);
      Object other = value(after.table(), second, name);
      if (!Objects.equals(plain(one), plain(other))) {
        cells.add(new Cell(name, row + 1, one, other));
      }
    }
  }

  private static @Nullable Object value(Table table, Object[] row, String name) {
    List<Column> columns = table.columns();
    for (int i = 0; i < row.length; i++) {
      if (columns.get(i).name().equals(name)) {
        return row[i];
      }
    }
    return null;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal decimal = new BigDecimal(number.toString());
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof Lookup.Value asked) {
      return List.of(asked.toString(), asked.values().stream().map(RowChanges::plain).toList());
    }
    return value instanceof StandIn ? List.of(value.toString()) : value;
  }
}
