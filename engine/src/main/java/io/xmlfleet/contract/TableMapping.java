package io.xmlfleet.contract;

import io.xmlfleet.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table and how it is filled. Immutable.
 *
 * @param list of what would be a row: each of its words is one instead, words being parted by white
 *     space; null: no list
 * @param columns in the table's column order
 */
public record TableMapping(
    Table table,
    RowRule rows,
    @Nullable ValueSource list,
    RowPolicy policy,
    List<ColumnMapping> columns,
    SourcePosition at) {
  public TableMapping {
    columns = List.copyOf(columns);
  }

  /**
   * Which of the rows that a document gives are inserted.
   *
   * @param unique columns; of rows of one document that agree in all of them the first is kept, and
   *     null agrees with null; empty: all rows are
   */
  public record RowPolicy(Keep keep, List<String> unique) {
    public RowPolicy {
      unique = List.copyOf(unique);
    }
  }
}
