package io.xmlfleet.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as a contract describes it: enough to write rows and to create it. Immutable.
 *
 * @param columns in the order of a row's values
 * @param primaryKey column names; empty: none
 */
public record Table(
    TableId id,
    List<Column> columns,
    List<String> primaryKey,
    List<ForeignKey> foreignKeys,
    Existing existing) {
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** A table whose rows are new and complete. */
  public Table(
      TableId id, List<Column> columns, List<String> primaryKey, List<ForeignKey> foreignKeys) {
    this(id, columns, primaryKey, foreignKeys, Existing.NONE);
  }

  /**
   * Where a column's values are in a row.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public int ordinal(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("table " + id + " has no column " + column);
  }

  /** Its columns of these names, in their order. */
  public List<Column> columns(List<String> names) {
    return names.stream().map(name -> columns.get(ordinal(name))).toList();
  }

  /** The same without one column. */
  public Table without(int ordinal) {
    List<Column> rest = new ArrayList<>(columns);
    rest.remove(ordinal);
    return new Table(id, rest, primaryKey, foreignKeys, existing);
  }

  /** A row without the value of one column. */
  public static Object[] without(Object[] row, int ordinal) {
    Object[] rest = new Object[row.length - 1];
    System.arraycopy(row, 0, rest, 0, ordinal);
    System.arraycopy(row, ordinal + 1, rest, ordinal, rest.length - ordinal);
    return rest;
  }

  /** Columns of this table that are the primary key of another, in that key's order. */
  public record ForeignKey(List<String> columns, TableId references) {
    public ForeignKey {
      columns = List.copyOf(columns);
    }
  }

  /**
   * What the rows have to do with what is in the database already. Immutable.
   *
   * @param naturalKey columns by which a row is known; never a generated one; empty: none
   * @param generation of a key column; null: the rows bring all values
   * @param lookups by the column that takes the answer
   */
  public record Existing(
      OnDuplicate onDuplicate,
      List<String> naturalKey,
      @Nullable KeyGeneration generation,
      Map<String, Lookup> lookups) {
    public static final Existing NONE = new Existing(OnDuplicate.REJECT, List.of(), null, Map.of());

    public Existing {
      naturalKey = List.copyOf(naturalKey);
      lookups = Map.copyOf(lookups);
    }

    /** Whether a row may be there already, and is then kept or updated: several documents' row. */
    public boolean isShared() {
      return onDuplicate != OnDuplicate.REJECT;
    }
  }
}
