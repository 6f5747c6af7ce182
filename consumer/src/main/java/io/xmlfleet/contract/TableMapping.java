package io.xmlfleet.contract;

import io.xmlfleet.table.Table;
import java.util.List;

/**
 * One table and how it is filled. Immutable.
 *
 * @param columns in the table's column order
 */
public record TableMapping(
    Table table, RowRule rows, Keep keep, List<ColumnMapping> columns, SourcePosition at) {
  public TableMapping {
    columns = List.copyOf(columns);
  }
}
