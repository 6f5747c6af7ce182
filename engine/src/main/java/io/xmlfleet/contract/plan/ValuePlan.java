package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.expression.CompiledExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value is found after the pass. Immutable. */
public sealed interface ValuePlan {
  /** For messages: the path from the root, or how else the value comes about; null: of itself. */
  default @Nullable String path() {
    return null;
  }

  /** Whether it is the same for all rows of a document. */
  default boolean isOfDocument() {
    return false;
  }

  /** Text that the row's element, one around it, or the root has captured. */
  record Captured(Slot slot) implements ValuePlan {
    @Override
    public String path() {
      return slot.path();
    }

    @Override
    public boolean isOfDocument() {
      return slot.scope() == CapturePlan.DOCUMENT;
    }
  }

  /**
   * Text that an element of a selection has captured.
   *
   * @param slots by the scopes that its elements can be of
   * @param counts whether it is the number of the elements instead
   * @param match the key that the element must have; null: any
   */
  record Selected(
      int selection, List<Slot> slots, Pick pick, boolean counts, @Nullable ComputedPlan match)
      implements ValuePlan {
    public Selected {
      slots = List.copyOf(slots);
    }

    @Override
    public String path() {
      return slots.get(0).path();
    }

    @Override
    public boolean isOfDocument() {
      return match == null || match.isOfDocument();
    }
  }

  /** The same text always. */
  record Constant(String text) implements ValuePlan {
    @Override
    public boolean isOfDocument() {
      return true;
    }
  }

  /**
   * A number that counts from 1.
   *
   * @param ancestor whose number it is; null: the row's
   */
  record Ordinal(@Nullable Slot ancestor) implements ValuePlan {
    @Override
    public @Nullable String path() {
      return ancestor == null ? null : ancestor.path();
    }
  }

  /** Something known of the document from outside. */
  record FromMetadata(Metadata metadata) implements ValuePlan {
    @Override
    public boolean isOfDocument() {
      return true;
    }
  }

  /**
   * The key of the row's slot.
   *
   * @param bySlot in the order of the slots
   */
  record SlotKey(List<String> bySlot) implements ValuePlan {
    public SlotKey {
      bySlot = List.copyOf(bySlot);
    }
  }

  /**
   * What the row's slot gives.
   *
   * @param bySlot in the order of the slots
   */
  record SlotValue(List<SlotSource> bySlot) implements ValuePlan {
    public SlotValue {
      bySlot = List.copyOf(bySlot);
    }
  }

  /**
   * What a slot gives a column.
   *
   * @param value null: nothing
   * @param constant whether it is the same in every document
   */
  record SlotSource(@Nullable ValuePlan value, boolean constant, SourcePosition at) {}

  /** What an expression gives. */
  record FromExpression(ComputedPlan computed) implements ValuePlan {
    @Override
    public String path() {
      return computed.shown();
    }

    @Override
    public boolean isOfDocument() {
      return computed.isOfDocument();
    }
  }

  /** The XML that nothing else takes of the element of a scope. */
  record Overflow(int scope) implements ValuePlan {}

  /** The value of another column of the row. */
  record OfColumn(int column) implements ValuePlan {}

  /**
   * An expression and where its names' texts are.
   *
   * @param isOfDocument whether its value is the same for all rows of a document
   */
  record ComputedPlan(
      String text, CompiledExpression expression, List<ValuePlan> inputs, boolean isOfDocument) {
    private static final int MOST_SHOWN = 100;

    public ComputedPlan {
      inputs = List.copyOf(inputs);
    }

    /** The text for messages: the beginning of a long one. */
    public String shown() {
      return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    ComputedPlan(String text, CompiledExpression expression, List<ValuePlan> inputs) {
      this(text, expression, inputs, inputs.stream().allMatch(ValuePlan::isOfDocument));
    }
  }
}
