package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Coercion;
import io.xmlfleet.contract.EnumMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.convert.Patterns;
import io.xmlfleet.contract.convert.TypeConversion;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks that what a contract itself puts into a column fits the column's type. */
final class TypedValues {
  private TypedValues() {}

  static void check(
      Fields column, ColumnType type, ValueSource source, Coercion coercion, Problems problems) {
    TypeConversion conversion = conversion(column, type, coercion, problems);
    if (conversion == null) {
      return;
    }
    if (source instanceof ValueSource.Constant constant) {
      check(constant.text(), "the value", column.place("value"), conversion, problems);
    }
    String defaultText = coercion.fallback().defaultText();
    if (defaultText != null) {
      check(defaultText, "the default", column.place("default"), conversion, problems);
    }
    EnumMapping enumeration = coercion.enumeration();
    if (enumeration != null) {
      Node place = column.place("enum");
      enumeration
          .values()
          .forEach((key, value) -> check(value, "entry " + key, place, conversion, problems));
      if (enumeration.otherwise() != null) {
        check(enumeration.otherwise(), "otherwise", place, conversion, problems);
      }
    }
  }

  private static @Nullable TypeConversion conversion(
      Fields column, ColumnType type, Coercion coercion, Problems problems) {
    String fault = Patterns.fault(type.kind(), coercion.reading());
    if (fault != null) {
      problems.add(column.place("formats"), fault);
      return null;
    }
    return TypeConversions.of(type, coercion.reading());
  }

  private static void check(
      String text, String what, Node place, TypeConversion conversion, Problems problems) {
    if (!Blanks.isBlank(text) && conversion.convert(text) instanceof Unusable unusable) {
      problems.add(place, what + ' ' + unusable.reason());
    }
  }
}
