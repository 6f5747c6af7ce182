package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.plan.ValuePlan.ComputedPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, where its rows are found and where its columns' values are. Immutable.
 *
 * @param rows what becomes a row
 * @param columns in the table's column order
 * @param keepWhen what must be true of a finished row; null: nothing
 * @param unique columns, by number, of which no two rows agree in all
 */
public record TablePlan(
    TableMapping mapping,
    Rows rows,
    List<ColumnPlan> columns,
    @Nullable ComputedPlan keepWhen,
    List<Integer> unique) {
  public TablePlan {
    columns = List.copyOf(columns);
    unique = List.copyOf(unique);
  }

  /** What becomes a row. */
  public sealed interface Rows {
    /** The document. */
    record OfDocument() implements Rows {}

    /** The elements of a scope that meet all filters. */
    record OfScope(int scope, List<FilterPlan> filters) implements Rows {
      public OfScope {
        filters = List.copyOf(filters);
      }
    }

    /** The elements of a selection that meet all filters. */
    record OfSelection(int selection, List<FilterPlan> filters) implements Rows {
      public OfSelection {
        filters = List.copyOf(filters);
      }
    }

    /** The slots that have something. */
    record OfSlots(List<SlotPlan> slots) implements Rows {
      public OfSlots {
        slots = List.copyOf(slots);
      }
    }
  }

  /**
   * A slot.
   *
   * @param when makes it a row; null: one of {@code evidence} is not blank
   * @param evidence its values from the document
   */
  public record SlotPlan(RowRule.Slot slot, @Nullable ComputedPlan when, List<ValuePlan> evidence) {
    public SlotPlan {
      evidence = List.copyOf(evidence);
    }
  }
}
