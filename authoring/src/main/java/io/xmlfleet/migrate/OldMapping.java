package io.xmlfleet.migrate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the old contract. Immutable.
 *
 * @param line where it stands
 * @param path absolute, slash separated
 * @param length {@link #NO_LENGTH}: none given
 * @param steps its mapping types in order
 */
record OldMapping(
    int line,
    String path,
    String attribute,
    String table,
    String column,
    String type,
    int length,
    List<Step> steps,
    Options options) {
  static final int NO_LENGTH = Integer.MIN_VALUE;

  OldMapping {
    steps = List.copyOf(steps);
  }

  /**
   * A mapping type.
   *
   * @param argument what stands in its parentheses, stripped; empty: nothing
   */
  record Step(String name, String argument) {
    static Step parse(String text) {
      String stripped = text.strip();
      int open = stripped.indexOf('(');
      return open < 0
          ? new Step(stripped, "")
          : new Step(
              stripped.substring(0, open).strip(),
              stripped.substring(open + 1, stripped.lastIndexOf(')')).strip());
    }
  }

  /**
   * The rest.
   *
   * @param excludesDefault whether its default does not count for an empty record
   */
  record Options(
      @Nullable String defaultValue,
      @Nullable String expression,
      @Nullable String enumName,
      boolean nullable,
      boolean excludesDefault) {}

  static OldMapping read(OldNode node) {
    List<Step> steps = new ArrayList<>();
    for (OldNode item : node.list("mapping_type")) {
      // A plain text is split at its commas.
      for (String text : item.text().split(",", -1)) {
        if (!text.isBlank()) {
          steps.add(Step.parse(text));
        }
      }
    }
    String length = node.text("data_length");
    return new OldMapping(
        node.line(),
        orEmpty(node.text("xml_path")),
        orEmpty(node.text("xml_attribute")),
        orEmpty(node.text("target_table")),
        orEmpty(node.text("target_column")),
        orEmpty(node.text("data_type")),
        length == null ? NO_LENGTH : Integer.parseInt(length),
        steps,
        new Options(
            node.text("default_value"),
            node.text("expression"),
            node.text("enum_name"),
            node.isTrue("nullable"),
            node.isTrue("exclude_default_when_record_empty")));
  }

  boolean has(String step) {
    return steps.stream().anyMatch(each -> each.name().equals(step));
  }

  boolean isDigitsOnly() {
    return has("numbers_only") || has("extract_numeric");
  }

  boolean isFlag() {
    return has("char_to_bit") || has("boolean_to_bit");
  }

  boolean isCalculated() {
    return has("calculated_field");
  }

  boolean isString() {
    return !isInteger() && !isDecimal() && !isTime() && !type.equals("bit") && !isFloat();
  }

  boolean isInteger() {
    return List.of("int", "smallint", "bigint", "tinyint").contains(type);
  }

  boolean isDecimal() {
    return type.equals("decimal");
  }

  boolean isFloat() {
    return type.equals("float");
  }

  boolean isTime() {
    return List.of("datetime", "smalldatetime", "date").contains(type);
  }

  /** The default, unless it counts as none. */
  @Nullable String usableDefault() {
    String value = options.defaultValue();
    return value == null || value.isEmpty() || (value.equals("0") && !type.equals("bit"))
        ? null
        : value;
  }

  String lastSegment() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String where() {
    return "line " + line + ", " + table + (column.isEmpty() ? "" : "." + column);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
