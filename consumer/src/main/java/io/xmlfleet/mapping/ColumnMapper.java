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
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.contract.plan.TablePlan;
import io.xmlfleet.contract.plan.TablePlan.PairPlan;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.Stage;
import io.xmlfleet.table.ColumnType.Kind;
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
  private final boolean ofPair;

  ColumnMapper(ColumnPlan plan, TablePlan table) {
    ColumnMapping mapping = plan.mapping();
    Treatment treatment = mapping.treatment();
    this.reader = ValueReaders.of(plan);
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
    Slot slot = plan.slot();
    this.location = location(mapping.at(), slot == null ? null : slot.path(), name);
    this.ofPair = mapping.source() instanceof ValueSource.PairValue;
  }

  /** The value for a row, null, or {@link Unusable}. */
  @Nullable Object value(RowInput row) {
    Object text = reader.read(row);
    Object value = text == null ? null : convert(text);
    if (value != null && speaks) {
      row.says();
    }
    if (value == null || (value instanceof Unusable && onError == OnError.DEFAULT)) {
      value = otherwise;
    } else if (value instanceof Unusable && onError == OnError.NULL) {
      value = null;
    }
    return value == null && required ? MISSING : value;
  }

  /** Why the document is rejected for what this column found in a row. */
  Failure failure(Unusable unusable, RowInput row) {
    PairPlan pair = row.pair();
    String place =
        pair == null || !ofPair ? location : location(pair.pair().at(), pair.slot().path(), name);
    return new Failure(Stage.MAPPING, name + ' ' + unusable.reason(), place);
  }

  private @Nullable Object convert(Object found) {
    Object value = found;
    for (TextConversion converter : converters) {
      if (!(value instanceof String text)) {
        return value;
      }
      if (Blanks.isBlank(text)) {
        return null;
      }
      value = converter.convert(text);
    }
    if (!(value instanceof String text)) {
      return value;
    }
    return Blanks.isBlank(text) ? null : type.convert(text);
  }

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
            || mapping.source() instanceof ValueSource.PairValue;
    return fromDocument && !key && mapping.column().type().kind() != Kind.BIT;
  }

  private static String location(SourcePosition at, @Nullable String path, String name) {
    return at.fileAndLine() + ", " + (path == null ? name : path + " → " + name);
  }
}
