package io.xmlfleet.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** The mapping type that puts in the time where there is none. */
  static final String NOW = "default_getutcdate_if_null";

  private static final String INTEGER = "-?\\d{1,9}";

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
   * @param defaultValue null: none, or one that counts as none
   * @param excludesDefault whether its default does not count for an empty record
   */
  record Options(
      @Nullable String defaultValue,
      @Nullable String expression,
      @Nullable String enumName,
      boolean nullable,
      boolean excludesDefault) {}

  private static final Set<String> KEYS =
      Set.of(
          "xml_path",
          "xml_attribute",
          "target_table",
          "target_column",
          "data_type",
          "data_length",
          "mapping_type",
          "default_value",
          "expression",
          "enum_name",
          "nullable",
          "exclude_default_when_record_empty",
          "required",
          "description");

  private static final Set<String> STEPS =
      Set.of(
          "last_valid_pr_contact",
          "last_valid_sec_contact",
          "authu_contact",
          "curr_address_only",
          "calculated_field",
          "enum",
          "char_to_bit",
          "boolean_to_bit",
          NOW,
          "numbers_only",
          "extract_numeric",
          "extract_date",
          "identity_insert",
          "add_score",
          "add_indicator",
          "add_history",
          "add_report_lookup",
          "policy_exceptions",
          "warranty_field",
          "add_collateral");

  private static final Set<String> TYPES =
      Set.of(
          "string",
          "int",
          "smallint",
          "bigint",
          "tinyint",
          "decimal",
          "float",
          "datetime",
          "smalldatetime",
          "date",
          "bit",
          "boolean");

  /** As contracts had them before there was a data_length. */
  private static final Pattern TEXT_TYPE = Pattern.compile("n?(?:var)?char\\((\\d+|max)\\)");

  private static final Pattern DECIMAL_TYPE =
      Pattern.compile("(?:decimal|numeric)\\(\\d+(?:, *(\\d+))?\\)");

  static OldMapping read(OldNode node, Remarks remarks) {
    OldMapping mapping = read(node);
    node.tellUnknownKeys("a mapping", KEYS, remarks);
    for (Step step : mapping.steps) {
      if (!STEPS.contains(step.name())) {
        remarks.decide(
            mapping.where(),
            "the mapping type " + step.name() + " is not known, and does nothing, as there",
            "write what it was meant to do, as convert: or expression:");
      }
    }
    if (!TYPES.contains(mapping.type)) {
      remarks.decide(
          mapping.where(),
          "the type " + mapping.type + " is not known, and its values are text, as there",
          "give the column its type");
    }
    String length = node.text("data_length");
    if (length != null && !length.equalsIgnoreCase("max") && !length.matches(INTEGER)) {
      remarks.decide(
          mapping.where(),
          "the data_length " + length + " is no number, and left out",
          "write the length into the type");
    }
    return mapping;
  }

  private static OldMapping read(OldNode node) {
    List<Step> steps = new ArrayList<>();
    for (OldNode item : node.list("mapping_type")) {
      // A plain text is split at its commas.
      for (String text : item.text().split(",", -1)) {
        if (!text.isBlank()) {
          steps.add(Step.parse(text));
        }
      }
    }
    String type = orEmpty(node.text("data_type"));
    String length = node.text("data_length");
    Matcher text = TEXT_TYPE.matcher(type);
    Matcher decimal = DECIMAL_TYPE.matcher(type);
    if (text.matches()) {
      length = length == null ? text.group(1) : length;
      type = "string";
    } else if (decimal.matches()) {
      length = length == null ? (decimal.group(1) == null ? "0" : decimal.group(1)) : length;
      type = "decimal";
    }
    return new OldMapping(
        node.line(),
        orEmpty(node.text("xml_path")),
        orEmpty(node.text("xml_attribute")),
        orEmpty(node.text("target_table")),
        orEmpty(node.text("target_column")),
        type,
        length == null || !length.matches(INTEGER) ? NO_LENGTH : Integer.parseInt(length),
        steps,
        new Options(
            node.isFalse("default_value") ? null : node.text("default_value"),
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

  /** Whether its value is calculated of nothing in the document. */
  boolean isConstant() {
    String expression = options.expression();
    return isCalculated()
        && expression != null
        && !expression.replaceAll("'[^']*'", "").matches("(?s).*[A-Za-z_].*");
  }

  boolean isString() {
    return !isInteger() && !isDecimal() && !isTime() && !isBit() && !isFloat();
  }

  boolean isInteger() {
    return List.of("int", "smallint", "bigint", "tinyint").contains(type);
  }

  boolean isDecimal() {
    return type.equals("decimal");
  }

  boolean isBit() {
    return type.equals("bit") || type.equals("boolean");
  }

  boolean isFloat() {
    return type.equals("float");
  }

  boolean isTime() {
    return List.of("datetime", "smalldatetime", "date").contains(type);
  }

  /** The same without its default. */
  OldMapping withoutDefault() {
    Options others =
        new Options(
            null, options.expression, options.enumName, options.nullable, options.excludesDefault);
    return new OldMapping(line, path, attribute, table, column, type, length, steps, others);
  }

  /** Its default, cut as its values are; null: none, or it counts as none. */
  @Nullable String usableDefault() {
    String value = options.defaultValue();
    return value == null || !isString() || length < 0 || value.length() <= length
        ? value
        : value.substring(0, length);
  }

  /** Whether nothing is read for it: the old system takes no text of elements. */
  boolean readsNothing() {
    return path.isEmpty() || attribute.isEmpty();
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
