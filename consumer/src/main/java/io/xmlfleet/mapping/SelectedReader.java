package io.xmlfleet.mapping;

import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.contract.plan.ValuePlan;
import io.xmlfleet.xml.CapturedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a text of one of a selection's elements. Immutable and thread-safe. */
final class SelectedReader implements ValueReader {
  private static final Unusable MORE_THAN_ONE =
      new Unusable("is to come from the only element of a selection, and there are several");

  private final ValuePlan.Selected plan;
  private final @Nullable Computation match;
  private final @Nullable TextReader key;

  SelectedReader(ValuePlan.Selected plan, ValueReaders readers) {
    this.plan = plan;
    this.match = readers.optional(plan.match());
    this.key = plan.match() == null ? null : readers.key(plan.selection());
  }

  @Override
  public @Nullable Object read(RowInput row) {
    List<CapturedElement> elements = elements(row);
    if (elements.isEmpty()) {
      return null;
    }
    return switch (plan.pick()) {
      case FIRST -> text(elements.get(0));
      case LAST -> text(elements.get(elements.size() - 1));
      case ONLY -> elements.size() > 1 ? MORE_THAN_ONE : text(elements.get(0));
      case FILLED -> filled(elements);
    };
  }

  private List<CapturedElement> elements(RowInput row) {
    SelectedElements selections = row.document().selections();
    if (match == null || key == null) {
      return selections.of(plan.selection());
    }
    String wanted = match.text(row);
    return wanted == null
        ? List.of()
        : selections
            .byKey(plan.selection(), new RowInput(row.document()), key)
            .getOrDefault(wanted, List.of());
  }

  private @Nullable Object filled(List<CapturedElement> elements) {
    Object text = null;
    for (CapturedElement element : elements) {
      text = text(element);
      if (text instanceof String found && !found.isEmpty()) {
        return found;
      }
    }
    return text;
  }

  private @Nullable Object text(CapturedElement element) {
    for (Slot slot : plan.slots()) {
      if (slot.scope() == element.scope()) {
        return ValueReaders.read(element, slot);
      }
    }
    return null;
  }
}
