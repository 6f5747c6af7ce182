package io.xmlfleet.table;

import java.util.List;

/**
 * A table as a contract describes it: enough to write rows and to create it. Immutable.
 *
 * @param columns in the order of a row's values
 * @param primaryKey column names; empty: none
 */
public record Table(
    TableId id, List<Column> columns, List<String> primaryKey, List<ForeignKey> foreignKeys) {
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** Columns of this table that are the primary key of another, in that key's order. */
  public record ForeignKey(List<String> columns, TableId references) {
    public ForeignKey {
      columns = List.copyOf(columns);
    }
  }
}
