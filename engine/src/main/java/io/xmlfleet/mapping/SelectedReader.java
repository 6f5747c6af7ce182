package io.xmlfleet.mapping;

import io.xmlfleet.contract.Pick;
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

  SelectedReader(ValuePlan.Selected plan, ValueReaders readers) {
    this.plan = plan;
    this.match = readers.optional(plan.match());
  }

  @Override
  public @Nullable Object read(RowInput row) {
    SelectedElements selections = row.document().selections();
    if (match == null) {
      List<CapturedElement> all = selections.of(plan.selection());
      return isFilled() ? selections.remember(this, () -> filled(all)) : read(all);
    }
    String key = match.text(row);
    if (key == null) {
      return read(List.of());
    }
    List<CapturedElement> found =
        selections.of(plan.selection(), key, new RowInput(row.document()));
    return isFilled() ? selections.remember(this, key, () -> filled(found)) : read(found);
  }

  /** Only this pick looks at more than one element. */
  private boolean isFilled() {
    return plan.pick() == Pick.FILLED && !plan.counts();
  }

  private @Nullable Object read(List<CapturedElement> elements) {
    if (plan.counts()) {
      return Integer.toString(elements.size());
    }
    if (elements.isEmpty()) {
      return null;
    }
    return switch (plan.pick()) {
      case FIRST -> text(elements.get(0));
      case LAST -> text(elements.get(elements.size() - 1));
      case ONLY -> elements.size() > 1 ? MORE_THAN_ONE : text(elements.get(0));
      case FILLED -> filled(elements);
      case LAST_PLACE -> present(elements);
    };
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

  private @Nullable Object present(List<CapturedElement> elements) {
    for (int i = elements.size() - 1; i >= 0; i--) {
      Object text = text(elements.get(i));
      if (text != null) {
        return text;
      }
    }
    return null;
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
