package io.xmlfleet.mapping;

import io.xmlfleet.contract.Coercion;
import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.convert.Converter;
import io.xmlfleet.contract.convert.TooLong;
import io.xmlfleet.mapping.TableTrace.Step.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a contract's words how the values of one column come about. Immutable. */
final class ColumnTracer {
  private final ColumnMapping mapping;
  private final List<Source> sources;
  private final boolean bySlot;

  ColumnTracer(ColumnMapper column) {
    this.mapping = column.mapping();
    this.bySlot = column.source() instanceof RowValue.SlotValue;
    this.sources =
        column.source() instanceof RowValue.SlotValue slots
            ? slots.bySlot().stream().map(each -> new Source(each.at(), each.value())).toList()
            : List.of(new Source(mapping.at(), column.source()));
  }

  private Source source(RowInput row) {
    return sources.get(bySlot ? row.slot() : 0);
  }

  /** Adds a step to those before it. */
  void step(RowInput row, List<TableTrace.Step> steps, Kind kind, @Nullable Object result) {
    Coercion coercion = mapping.coercion();
    switch (kind) {
      case SOURCE -> {
        Source source = source(row);
        source
            .inputs()
            .forEach(
                input -> steps.add(new TableTrace.Step(Kind.INPUT, input.text(), input.read(row))));
        steps.add(new TableTrace.Step(kind, source.text(), result));
      }
      case CONVERTER -> {
        long before = steps.stream().filter(step -> step.kind() == kind).count();
        steps.add(
            new TableTrace.Step(
                kind, name(coercion.converters().get(Math.toIntExact(before))), result));
      }
      case TYPE ->
          steps.add(
              coercion.enumeration() == null
                  ? new TableTrace.Step(kind, typeName(), result)
                  : new TableTrace.Step(
                      Kind.ENUM, "enum " + coercion.enumeration().name(), result));
      case ON_ERROR ->
          steps.add(
              new TableTrace.Step(
                  kind, "on-error: " + word(coercion.fallback().onError()), result));
      case DEFAULT ->
          steps.add(
              new TableTrace.Step(kind, "default " + coercion.fallback().defaultText(), result));
      default -> steps.add(new TableTrace.Step(kind, word(kind), result));
    }
  }

  /** How a row came by its value. */
  TableTrace.Value trace(RowInput row, List<TableTrace.Step> steps, @Nullable Object value) {
    return new TableTrace.Value(mapping, source(row).at(), steps, value);
  }

  private String typeName() {
    Coercion coercion = mapping.coercion();
    return mapping.column().type()
        + (coercion.reading().formats().isEmpty()
            ? ""
            : " by " + String.join(", ", coercion.reading().formats()))
        + (coercion.reading().tooLong() == TooLong.CUT ? ", too-long: cut" : "");
  }

  private static String name(Converter converter) {
    String arguments = String.join("|", converter.arguments());
    return word(converter.step()) + (converter.arguments().isEmpty() ? "" : '(' + arguments + ')');
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A place that gives a column its text.
   *
   * @param value null: it does not give it
   */
  private record Source(SourcePosition at, @Nullable RowValue value) {
    String text() {
      return value == null ? "nothing: the slot does not give it" : value.text();
    }

    List<RowValue> inputs() {
      return value == null ? List.of() : value.inputs();
    }
  }
}
