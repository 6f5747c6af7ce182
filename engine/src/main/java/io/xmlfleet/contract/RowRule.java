package io.xmlfleet.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What makes a row of a table. */
public sealed interface RowRule {
  /** One row a document; relative paths start at the root element. */
  record PerDocument() implements RowRule {}

  /** One row an element that meets every filter, in document order. */
  record PerElement(XmlPath each, List<RowFilter> filters) implements RowRule {
    public PerElement {
      filters = List.copyOf(filters);
    }
  }

  /** One row an element of a selection that meets every filter, in the selection's order. */
  record PerSelected(String selection, List<RowFilter> filters) implements RowRule {
    public PerSelected {
      filters = List.copyOf(filters);
    }
  }

  /** One row a slot that has something, in this order. */
  record Slots(List<Slot> slots) implements RowRule {
    public Slots {
      slots = List.copyOf(slots);
    }
  }

  /**
   * A row that the contract names.
   *
   * @param when makes it a row; null: one of its values from the document is not blank
   * @param values by column; a column that is not among them is blank
   */
  record Slot(
      String key, @Nullable Computed when, Map<String, ValueSource> values, SourcePosition at) {
    public Slot {
      values = Map.copyOf(values);
    }
  }
}
