package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import java.util.List;

/**
 * A table, where its rows are found and where its columns' texts are. Immutable.
 *
 * @param scope of the elements that become rows; the document's for other rules
 * @param columns in the table's column order
 * @param filters all must be met
 * @param pairs of a key-value table; else empty
 */
public record TablePlan(
    TableMapping mapping,
    int scope,
    List<ColumnPlan> columns,
    List<FilterPlan> filters,
    List<PairPlan> pairs) {
  public TablePlan {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    pairs = List.copyOf(pairs);
  }

  /** A filter and where its text is found. */
  public record FilterPlan(RowFilter filter, Slot slot) {}

  /** A pair and where its value is found. */
  public record PairPlan(RowRule.Pair pair, Slot slot) {}
}
