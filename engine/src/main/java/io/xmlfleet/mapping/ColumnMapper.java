package io.xmlfleet.mapping;

import io.xmlfleet.contract.Coercion;
import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.EnumMapping;
import io.xmlfleet.contract.OnError;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.EnumConversion;
import io.xmlfleet.contract.convert.TextConversion;
import io.xmlfleet.contract.convert.TextConversions;
import io.xmlfleet.contract.convert.TypeConversion;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.mapping.RowValue.SlotSource;
import io.xmlfleet.mapping.RowValue.SlotValue;
import io.xmlfleet.mapping.TableTrace.Step.Kind;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the values of one column. Compiled once; immutable and thread-safe. */
final class ColumnMapper {
  private static final Unusable MISSING = new Unusable("is required and has no value");

  private final ColumnMapping mapping;
  private final RowValue source;
  private final TextConversion[] converters;
  private final TypeConversion type;
  private final @Nullable Object otherwise;
  private final OnError onError;
  private final boolean required;
  private final boolean fills;

  /** Whether what its source gives is text, which is converted. */
  private final boolean isText;

  /** Whether its source makes a value of its own for each row. */
  private final boolean computes;

  private final String name;
  private final String location;
  private final List<SlotSource> bySlot;

  /**
   * A mapper for a column, or for what a column is looked up by.
   *
   * @param column the table's column
   */
  ColumnMapper(ColumnMapping mapping, RowValue source, Table table, String column) {
    Coercion coercion = mapping.coercion();
    this.mapping = mapping;
    this.source = source;
    this.converters =
        coercion.converters().stream().map(TextConversions::of).toArray(TextConversion[]::new);
    TypeConversion plain = TypeConversions.of(mapping.column().type(), coercion.reading());
    EnumMapping enumeration = coercion.enumeration();
    this.type = enumeration == null ? plain : conversion(enumeration, plain);
    this.otherwise = plain.literal(coercion.fallback().defaultText());
    this.onError = coercion.fallback().onError();
    this.required = !mapping.column().nullable();
    this.fills = fills(mapping, table, column);
    this.isText = !(source instanceof DatabaseValue);
    this.computes =
        source instanceof RowValue.Overflow
            || source instanceof RowValue.Word
            || (source instanceof DatabaseValue && !(source instanceof DatabaseValue.KeyOf))
            || (source instanceof RowValue.OfExpression && !source.isOfDocument());
    this.name = table.id() + "." + column;
    this.location = location(mapping.at(), source.path(), name);
    this.bySlot = source instanceof SlotValue slots ? slots.bySlot() : List.of();
  }

  private static TypeConversion conversion(EnumMapping words, TypeConversion plain) {
    return new EnumConversion(
        words.name(), words.values(), words.otherwise(), words.ignoresCase(), plain);
  }

  /** The value for a row, null, or {@link Unusable}. */
  @Nullable Object value(RowInput row) {
    return value(row, row.tracer());
  }

  /**
   * The same.
   *
   * @param tracer hears of each step; null: nobody wants to know
   */
  @Nullable Object value(RowInput row, @Nullable RowTracer tracer) {
    Object text = source.read(row);
    step(tracer, row, Kind.SOURCE, text);
    Object value = text == null ? null : convert(text, row, tracer);
    if (value != null && (value != text || computes) && !(value instanceof Boolean)) {
      row.made(value);
    }
    if (value instanceof Unusable || value instanceof Passed) {
      value = settled(value, row);
      step(tracer, row, Kind.ON_ERROR, value);
    } else if (value == null) {
      value = otherwise;
      if (value != null) {
        step(tracer, row, Kind.DEFAULT, value);
      }
    } else if (fills && !isConstant(row.slot())) {
      row.markFilled();
    }
    if (value == null && required) {
      step(tracer, row, Kind.REQUIRED, MISSING);
      return MISSING;
    }
    return value;
  }

  private static void step(
      @Nullable RowTracer tracer, RowInput row, Kind kind, @Nullable Object result) {
    if (tracer != null) {
      tracer.step(row, kind, result);
    }
  }

  ColumnMapping mapping() {
    return mapping;
  }

  String name() {
    return mapping.column().name();
  }

  RowValue source() {
    return source;
  }

  private boolean isConstant(int slot) {
    return slot >= 0 && slot < bySlot.size() && bySlot.get(slot).constant();
  }

  private @Nullable Object settled(Object value, RowInput row) {
    if (value instanceof Passed passed && onError == OnError.PASS) {
      row.markFilled();
      row.reject(failure(Stage.INSERTION, passed.unusable(), row));
      return passed.text();
    }
    Unusable unusable = value instanceof Passed passed ? passed.unusable() : (Unusable) value;
    switch (onError) {
      case NULL -> {
        return null;
      }
      case DEFAULT -> {
        return otherwise;
      }
      default -> {
        row.markFilled();
        return unusable;
      }
    }
  }

  /** Why the document is rejected for what this column found in a row. */
  Failure failure(Unusable unusable, RowInput row) {
    return failure(Stage.MAPPING, unusable, row);
  }

  private Failure failure(Stage stage, Unusable unusable, RowInput row) {
    return new Failure(stage, name + ' ' + unusable.reason(), location(row));
  }

  private String location(RowInput row) {
    if (bySlot.isEmpty()) {
      return location;
    }
    SlotSource slot = bySlot.get(row.slot());
    return location(slot.at(), slot.value() == null ? null : slot.value().path(), name);
  }

  /** A value, null, {@link Unusable}, or what of a text was unusable: {@link Passed}. */
  private @Nullable Object convert(Object found, RowInput row, @Nullable RowTracer tracer) {
    if (!isText || !(found instanceof String text)) {
      return found;
    }
    for (TextConversion converter : converters) {
      if (Blanks.isBlank(text)) {
        return null;
      }
      Object converted = converter.convert(text);
      step(tracer, row, Kind.CONVERTER, converted);
      if (converted instanceof Unusable unusable) {
        return new Passed(text, unusable);
      }
      text = (String) converted;
    }
    if (Blanks.isBlank(text)) {
      return null;
    }
    Object value = type.convert(text);
    step(tracer, row, Kind.TYPE, value);
    return value instanceof Unusable unusable ? new Passed(text, unusable) : value;
  }

  /** A text that the column cannot use, as far as the converters got with it. */
  private record Passed(String text, Unusable unusable) {}

  /** Constants, keys and flags say nothing of their own, nor does what is true of every row. */
  private static boolean fills(ColumnMapping mapping, Table table, String column) {
    boolean key =
        table.primaryKey().contains(column)
            || table.foreignKeys().stream()
                .anyMatch(foreignKey -> foreignKey.columns().contains(column));
    boolean fromDocument =
        mapping.source() instanceof ValueSource.FromPath
            || mapping.source() instanceof ValueSource.FromExpression
            || mapping.source() instanceof ValueSource.Overflow
            || mapping.source() instanceof ValueSource.SlotValue
            || mapping.source() instanceof ValueSource.ListValue;
    return fromDocument
        && !mapping.source().isConstant()
        && !key
        && mapping.column().type().kind() != ColumnType.Kind.BIT;
  }

  private static String location(SourcePosition at, @Nullable String path, String name) {
    return at.fileAndLine() + ", " + (path == null ? name : path + " → " + name);
  }
}
