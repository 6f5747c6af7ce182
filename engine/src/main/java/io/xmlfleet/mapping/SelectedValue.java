package io.xmlfleet.mapping;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.expression.Accumulator;
import io.xmlfleet.contract.expression.Aggregate;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.xml.CapturedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text of one of a selection's elements. Compared by identity. Immutable and thread-safe. */
final class SelectedValue implements RowValue {
  private static final Unusable MORE_THAN_ONE =
      new Unusable("is to come from the only element of a selection, and there are several");

  private final Selector selection;
  private final List<Slot> slots;
  private final Pick pick;
  private final boolean counts;
  private final @Nullable Computation match;

  /**
   * A value of a selection.
   *
   * @param slots by the scopes that its elements can be of
   * @param counts whether it is the number of the elements instead
   * @param match the key that the element must have; null: any
   */
  SelectedValue(
      Selector selection,
      List<Slot> slots,
      Pick pick,
      boolean counts,
      @Nullable Computation match) {
    this.selection = selection;
    this.slots = List.copyOf(slots);
    this.pick = pick;
    this.counts = counts;
    this.match = match;
  }

  @Override
  public @Nullable Object read(RowInput row) {
    SelectedElements selections = row.document().selections();
    if (match == null && slots.get(0).aggregate() != null) {
      return selections.remember(this, () -> read(selections.of(selection.number())));
    }
    if (match == null) {
      List<CapturedElement> all = selections.of(selection.number());
      return isFilled() ? selections.remember(this, () -> filled(all)) : read(all);
    }
    String key = match.text(row);
    if (key == null) {
      return read(List.of());
    }
    List<CapturedElement> found =
        selections.of(selection.number(), key, new RowInput(row.document()));
    return isFilled() ? selections.remember(this, key, () -> filled(found)) : read(found);
  }

  /** Only this pick looks at more than one element. */
  private boolean isFilled() {
    return pick == Pick.FILLED && !counts;
  }

  private @Nullable Object read(List<CapturedElement> elements) {
    if (counts) {
      return Integer.toString(elements.size());
    }
    Aggregate aggregate = slots.get(0).aggregate();
    if (aggregate != null) {
      return aggregated(aggregate, elements);
    }
    if (elements.isEmpty()) {
      return null;
    }
    return switch (pick) {
      case FIRST -> text(elements.get(0));
      case LAST -> text(elements.get(elements.size() - 1));
      case ONLY -> elements.size() > 1 ? MORE_THAN_ONE : text(elements.get(0));
      case FILLED -> filled(elements);
      case LAST_PLACE -> present(elements);
    };
  }

  private @Nullable Object aggregated(Aggregate aggregate, List<CapturedElement> elements) {
    Accumulator all = new Accumulator(aggregate);
    for (CapturedElement element : elements) {
      for (Slot slot : slots) {
        Accumulator found =
            slot.scope() == element.scope() ? element.accumulator(slot.index()) : null;
        if (found != null) {
          long unused = all.merge(found);
        }
      }
    }
    return all.text();
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
    for (Slot slot : slots) {
      if (slot.scope() == element.scope()) {
        return RowValue.read(element, slot);
      }
    }
    return null;
  }

  @Override
  public String text() {
    return "selection "
        + selection.name()
        + (match == null ? "" : " with the key " + match.source())
        + ": "
        + path()
        + (slots.get(0).aggregate() == null
            ? RowValue.picked(pick)
            : ", all of them: " + slots.get(0).aggregate());
  }

  @Override
  public String path() {
    return slots.get(0).path();
  }

  @Override
  public boolean isOfDocument() {
    return match == null || match.isOfDocument();
  }

  @Override
  public List<Slot> slots() {
    return slots;
  }

  @Override
  public List<RowValue> inputs() {
    return match == null ? List.of() : match.values();
  }
}
