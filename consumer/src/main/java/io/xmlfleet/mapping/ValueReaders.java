package io.xmlfleet.mapping;

import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.ColumnPlan;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.xml.CapturedElement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles the sources of columns. */
final class ValueReaders {
  private static final Unusable MORE_THAN_ONE =
      new Unusable("is to come from the only such element, and there are several");

  private ValueReaders() {}

  static ValueReader of(ColumnPlan column) {
    ValueSource source = column.mapping().source();
    if (source instanceof ValueSource.Constant constant) {
      return row -> constant.text();
    }
    if (source instanceof ValueSource.FromMetadata from) {
      return metadata(from.metadata());
    }
    if (source instanceof ValueSource.Ordinal ordinal) {
      return ordinal(ordinal, column.slot());
    }
    if (source instanceof ValueSource.PairKey) {
      return row -> row.pair() == null ? null : row.pair().pair().key();
    }
    return source instanceof ValueSource.PairValue
        ? RowInput::pairValue
        : at(Objects.requireNonNull(column.slot()));
  }

  /** Text of the document. */
  static ValueReader at(Slot slot) {
    return slot.scope() == CapturePlan.DOCUMENT
        ? row -> read(row.document().root(), slot)
        : row -> read(row.element().ofScope(slot.scope()), slot);
  }

  /** The text that an element has at a slot, or why it cannot be told. */
  static @Nullable Object read(CapturedElement element, Slot slot) {
    if (slot.pick() == Pick.ONLY && element.count(slot.group()) > 1) {
      return MORE_THAN_ONE;
    }
    return element.text(slot.index());
  }

  private static ValueReader ordinal(ValueSource.Ordinal ordinal, @Nullable Slot ancestor) {
    return ordinal.climbs() == 0 || ancestor == null
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
}
