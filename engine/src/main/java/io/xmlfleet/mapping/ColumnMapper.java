package io.xmlfleet.mapping;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.EnumMapping;
import io.xmlfleet.contract.OnError;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.Treatment;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.TextConversion;
import io.xmlfleet.contract.convert.TextConversions;
import io.xmlfleet.contract.convert.TypeConversion;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.ColumnPlan;
import io.xmlfleet.contract.plan.TablePlan;
import io.xmlfleet.contract.plan.ValuePlan.SlotSource;
import io.xmlfleet.contract.plan.ValuePlan.SlotValue;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the values of one column. Compiled once; immutable and thread-safe. */
final class ColumnMapper {
  private static final Unusable MISSING = new Unusable("is required and has no value");

  private final ValueReader reader;
  private final TextConversion[] converters;
  private final TypeConversion type;
  private final @Nullable Object otherwise;
  private final OnError onError;
  private final boolean required;
  private final boolean speaks;
  private final String name;
  private final String location;
  private final List<SlotSource> bySlot;

  ColumnMapper(ColumnPlan plan, TablePlan table, ValueReaders readers) {
    ColumnMapping mapping = plan.mapping();
    Treatment treatment = mapping.treatment();
    this.reader = readers.of(plan.value());
    this.converters =
        treatment.converters().stream().map(TextConversions::of).toArray(TextConversion[]::new);
    TypeConversion plain =
        TypeConversions.of(
            mapping.column().type(), treatment.formats(), treatment.fallback().tooLong());
    EnumMapping enumeration = treatment.enumeration();
    this.type = enumeration == null ? plain : new EnumConversion(enumeration, plain);
    this.otherwise = literal(treatment.fallback().defaultText(), plain);
    this.onError = treatment.fallback().onError();
    this.required = !mapping.column().nullable();
    this.speaks = speaks(mapping, table);
    this.name = table.mapping().table().id() + "." + mapping.column().name();
    this.location = location(mapping.at(), plan.value().path(), name);
    this.bySlot = plan.value() instanceof SlotValue slots ? slots.bySlot() : List.of();
  }

  /** The value for a row, null, or {@link Unusable}. */
  @Nullable Object value(RowInput row) {
    Object text = reader.read(row);
    Object value = text == null ? null : convert(text);
    if (value instanceof Unusable || value instanceof Passed) {
      value = settled(value, row);
    } else if (value == null) {
      value = otherwise;
    } else if (speaks && !isConstant(row.slot())) {
      row.says();
    }
    return value == null && required ? MISSING : value;
  }

  private boolean isConstant(int slot) {
    return slot >= 0 && slot < bySlot.size() && bySlot.get(slot).constant();
  }

  private @Nullable Object settled(Object value, RowInput row) {
    if (value instanceof Passed passed && onError == OnError.PASS) {
      row.says();
      row.passes(failure(Stage.INSERTION, passed.unusable(), row));
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
        row.says();
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
    SlotSource source = bySlot.get(row.slot());
    return location(source.at(), source.value() == null ? null : source.value().path(), name);
  }

  /** A value, null, {@link Unusable}, or what of a text was unusable: {@link Passed}. */
  private @Nullable Object convert(Object found) {
    if (!(found instanceof String text)) {
      return found;
    }
    for (TextConversion converter : converters) {
      if (Blanks.isBlank(text)) {
        return null;
      }
      Object converted = converter.convert(text);
      if (converted instanceof Unusable unusable) {
        return new Passed(text, unusable);
      }
      text = (String) converted;
    }
    if (Blanks.isBlank(text)) {
      return null;
    }
    Object value = type.convert(text);
    return value instanceof Unusable unusable ? new Passed(text, unusable) : value;
  }

  /** A text that the column cannot use, as far as the converters got with it. */
  private record Passed(String text, Unusable unusable) {}

  /** A text of the contract itself, which its reader has checked against the type. */
  static @Nullable Object literal(@Nullable String text, TypeConversion type) {
    return text == null || Blanks.isBlank(text) ? null : type.convert(text);
  }

  /** Constants, keys and flags say nothing of their own, nor does what is true of every row. */
  private static boolean speaks(ColumnMapping mapping, TablePlan table) {
    String column = mapping.column().name();
    boolean key =
        table.mapping().table().primaryKey().contains(column)
            || table.mapping().table().foreignKeys().stream()
                .anyMatch(foreignKey -> foreignKey.columns().contains(column));
    boolean fromDocument =
        mapping.source() instanceof ValueSource.FromPath
            || mapping.source() instanceof ValueSource.FromExpression
            || mapping.source() instanceof ValueSource.Overflow
            || mapping.source() instanceof ValueSource.SlotValue;
    return fromDocument
        && !mapping.source().isConstant()
        && !key
        && mapping.column().type().kind() != Kind.BIT;
  }

  private static String location(SourcePosition at, @Nullable String path, String name) {
    return at.fileAndLine() + ", " + (path == null ? name : path + " → " + name);
  }
}
