package io.xmlfleet.mapping;

import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.contract.plan.ValuePlan;
import io.xmlfleet.contract.plan.ValuePlan.ComputedPlan;
import io.xmlfleet.contract.plan.ValuePlan.SlotSource;
import io.xmlfleet.xml.CapturedElement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles where values come from. Confined to the thread that compiles a contract. */
final class ValueReaders {
  private static final Unusable MORE_THAN_ONE =
      new Unusable("is to come from the only such element, and there are several");

  /** Readers of expressions; a contract's values may use each other many times. */
  private final IdentityHashMap<ValuePlan, ValueReader> expressions = new IdentityHashMap<>();

  @Nullable Computation optional(@Nullable ComputedPlan plan) {
    return plan == null ? null : computation(plan);
  }

  Computation computation(ComputedPlan plan) {
    return new Computation(
        plan.expression(), plan.inputs().stream().map(this::of).toArray(ValueReader[]::new));
  }

  ValueReader of(ValuePlan plan) {
    if (plan instanceof ValuePlan.Captured captured) {
      return captured(captured.slot());
    }
    if (plan instanceof ValuePlan.Selected selected) {
      return new SelectedReader(selected, this);
    }
    if (plan instanceof ValuePlan.FromExpression from) {
      ValueReader known = expressions.get(from);
      if (known == null) {
        known = expression(from.computed());
        expressions.put(from, known);
      }
      return known;
    }
    if (plan instanceof ValuePlan.Constant constant) {
      return row -> constant.text();
    }
    if (plan instanceof ValuePlan.FromMetadata from) {
      return metadata(from.metadata());
    }
    if (plan instanceof ValuePlan.Ordinal ordinal) {
      return ordinal(ordinal.ancestor());
    }
    if (plan instanceof ValuePlan.SlotValue slots) {
      return slotValue(slots.bySlot());
    }
    if (plan instanceof ValuePlan.SlotKey slots) {
      return row -> slots.bySlot().get(row.slot());
    }
    if (plan instanceof ValuePlan.OfColumn column) {
      return row -> text(row.value(column.column()));
    }
    ValuePlan.Overflow overflow = (ValuePlan.Overflow) plan;
    return row -> row.element().ofScope(overflow.scope()).overflow();
  }

  private ValueReader expression(ComputedPlan plan) {
    Computation computation = computation(plan);
    return plan.isOfDocument()
        ? row -> row.document().selections().remember(computation, () -> computation.text(row))
        : computation::text;
  }

  /** The text that an element has at a slot, or why it cannot be told. */
  static @Nullable Object read(CapturedElement element, Slot slot) {
    if (slot.index() == Slot.COUNT) {
      return Integer.toString(element.count(slot.group()));
    }
    if (slot.pick() == Pick.ONLY && element.count(slot.group()) > 1) {
      return MORE_THAN_ONE;
    }
    return element.text(slot.index());
  }

  private static ValueReader captured(Slot slot) {
    return slot.scope() == CapturePlan.DOCUMENT
        ? row -> read(row.document().root(), slot)
        : row -> read(row.element().ofScope(slot.scope()), slot);
  }

  private static ValueReader ordinal(@Nullable Slot ancestor) {
    return ancestor == null
        ? row -> Integer.toString(row.ordinal())
        : row -> Integer.toString(row.element().ofScope(ancestor.scope()).ordinal());
  }

  private static ValueReader metadata(Metadata metadata) {
    return switch (metadata) {
      case RECORD_ID -> row -> row.document().context().recordId();
      case RUN -> row -> row.document().context().item().run();
      case SEQUENCE -> row -> Long.toString(row.document().context().item().sequence());
      case APP_ID -> row -> row.document().appId();
    };
  }

  private ValueReader slotValue(List<SlotSource> bySlot) {
    List<ValueReader> readers = new ArrayList<>();
    for (SlotSource source : bySlot) {
      readers.add(source.value() == null ? row -> null : of(source.value()));
    }
    return row -> readers.get(row.slot()).read(row);
  }

  /** A value of a row as the text that expressions work on. */
  static @Nullable String text(@Nullable Object value) {
    if (value instanceof LocalDateTime at) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
    }
    if (value instanceof LocalDate || value instanceof String) {
      return value.toString();
    }
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : value == null ? null : value.toString();
  }
}
