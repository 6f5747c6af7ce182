package io.xmlfleet.mapping;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Converter;
import io.xmlfleet.contract.EnumMapping;
import io.xmlfleet.contract.OnError;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.TooLong;
import io.xmlfleet.contract.Treatment;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.TextConversion;
import io.xmlfleet.contract.convert.TextConversions;
import io.xmlfleet.contract.convert.TypeConversion;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.ColumnPlan;
import io.xmlfleet.contract.plan.ValuePlan;
import io.xmlfleet.contract.plan.ValuePlan.SlotSource;
import io.xmlfleet.contract.plan.ValuePlan.SlotValue;
import io.xmlfleet.mapping.TraceStep.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the steps of one column one by one, with the same compiled parts as {@link
 * ColumnMapper}, which does it for rows to be loaded and keeps no account. Immutable.
 */
final class ColumnTracer {
  private final ColumnMapping mapping;
  private final ValuePlan plan;
  private final List<SourceTracer> sources;
  private final List<NamedConversion> converters;
  private final String typeName;
  private final TypeConversion type;
  private final @Nullable Object otherwise;

  ColumnTracer(ColumnPlan column, ValueReaders readers, SourceText texts) {
    this.mapping = column.mapping();
    this.plan = column.value();
    this.sources =
        plan instanceof SlotValue slots
            ? slots.bySlot().stream().map(slot -> ofSlot(slot, readers, texts)).toList()
            : List.of(SourceTracer.of(plan, mapping.at(), readers, texts));
    Treatment treatment = mapping.treatment();
    this.converters = treatment.converters().stream().map(NamedConversion::of).toList();
    TypeConversion plain =
        TypeConversions.of(
            mapping.column().type(), treatment.formats(), treatment.fallback().tooLong());
    EnumMapping enumeration = treatment.enumeration();
    this.type = enumeration == null ? plain : new EnumConversion(enumeration, plain);
    this.typeName = enumeration == null ? typeName(mapping) : "enum " + enumeration.name();
    this.otherwise = ColumnMapper.literal(treatment.fallback().defaultText(), plain);
  }

  private static SourceTracer ofSlot(SlotSource slot, ValueReaders readers, SourceText texts) {
    return slot.value() == null
        ? SourceTracer.nothing(slot.at())
        : SourceTracer.of(slot.value(), slot.at(), readers, texts);
  }

  String name() {
    return mapping.column().name();
  }

  /**
   * The steps for a row.
   *
   * @param value what the row has in the end
   */
  ValueTrace trace(RowInput row, @Nullable Object value) {
    SourceTracer source = sources.get(plan instanceof SlotValue ? row.slot() : 0);
    List<TraceStep> steps = new ArrayList<>();
    Object found = source.read(row, steps);
    Object converted = found instanceof String text ? convert(text, steps) : found;
    settle(converted, steps);
    return new ValueTrace(mapping, source.at(), steps, value);
  }

  private @Nullable Object convert(String found, List<TraceStep> steps) {
    String text = found;
    for (NamedConversion converter : converters) {
      if (Blanks.isBlank(text)) {
        return null;
      }
      Object converted = converter.conversion().convert(text);
      steps.add(new TraceStep(Kind.CONVERTER, converter.name(), converted));
      if (converted instanceof Unusable) {
        return converted;
      }
      text = (String) converted;
    }
    if (Blanks.isBlank(text)) {
      return null;
    }
    Object value = type.convert(text);
    Kind kind = mapping.treatment().enumeration() == null ? Kind.TYPE : Kind.ENUM;
    steps.add(new TraceStep(kind, typeName, value));
    return value;
  }

  private void settle(@Nullable Object converted, List<TraceStep> steps) {
    Treatment.Fallback fallback = mapping.treatment().fallback();
    Object value = converted;
    if (value instanceof Unusable unusable) {
      OnError onError = fallback.onError();
      value =
          switch (onError) {
            case REJECT -> unusable;
            case PASS -> passed(steps, unusable);
            case NULL -> null;
            case DEFAULT -> otherwise;
          };
      steps.add(new TraceStep(Kind.ON_ERROR, "on-error: " + word(onError), value));
    } else if (value == null && otherwise != null) {
      value = otherwise;
      steps.add(new TraceStep(Kind.DEFAULT, "default " + fallback.defaultText(), value));
    }
    if (value == null && !mapping.column().nullable()) {
      steps.add(
          new TraceStep(Kind.REQUIRED, "required", new Unusable("is required and has no value")));
    }
  }

  /** The text that the failed step was given; a value that could not be read has none. */
  private static Object passed(List<TraceStep> steps, Unusable unusable) {
    for (int i = steps.size() - 1; i >= 0 && steps.get(i).kind() != Kind.INPUT; i--) {
      if (steps.get(i).result() instanceof String text) {
        return text;
      }
    }
    return unusable;
  }

  private static String typeName(ColumnMapping mapping) {
    Treatment treatment = mapping.treatment();
    return mapping.column().type()
        + (treatment.formats().isEmpty() ? "" : " by " + String.join(", ", treatment.formats()))
        + (treatment.fallback().tooLong() == TooLong.CUT ? ", too-long: cut" : "");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private record NamedConversion(String name, TextConversion conversion) {
    static NamedConversion of(Converter converter) {
      String arguments =
          converter.arguments().isEmpty()
              ? ""
              : "(" + String.join("|", converter.arguments()) + ")";
      return new NamedConversion(word(converter.step()) + arguments, TextConversions.of(converter));
    }
  }

  /** A place that gives a column its text. */
  private record SourceTracer(
      SourcePosition at, String text, ValueReader reader, List<SourceTracer> inputs) {

    static SourceTracer nothing(SourcePosition at) {
      return new SourceTracer(at, "nothing: the slot does not give it", row -> null, List.of());
    }

    static SourceTracer of(
        ValuePlan plan, SourcePosition at, ValueReaders readers, SourceText texts) {
      return new SourceTracer(
          at,
          texts.of(plan),
          readers.of(plan),
          inputs(plan).stream().map(input -> of(input, at, readers, texts)).toList());
    }

    private static List<ValuePlan> inputs(ValuePlan plan) {
      if (plan instanceof ValuePlan.FromExpression from) {
        return from.computed().inputs();
      }
      return plan instanceof ValuePlan.Selected selected && selected.match() != null
          ? selected.match().inputs()
          : List.of();
    }

    @Nullable Object read(RowInput row, List<TraceStep> steps) {
      inputs.forEach(
          input -> steps.add(new TraceStep(Kind.INPUT, input.text, input.reader.read(row))));
      Object found = reader.read(row);
      steps.add(new TraceStep(Kind.SOURCE, text, found));
      return found;
    }
  }
}
