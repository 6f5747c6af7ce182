package io.xmlfleet.table;

import java.util.List;

/**
 * Rows of one table on their way to it.
 *
 * <p>Each row holds one value a column, in the table's column order, of the class that the column's
 * kind names, or null; and a {@link StandIn} for what only the transaction that writes it knows.
 * Neither the list nor the arrays are copied: whoever makes a batch gives it away.
 */
public record RowBatch(Table table, List<Object[]> rows) {
  public int size() {
    return rows.size();
  }

  /** Never the values. */
  @Override
  public String toString() {
    return table.id() + " x " + rows.size();
  }
}
