package io.xmlfleet.migrate;

import static io.xmlfleet.draft.ContractWriter.fields;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes columns: what the old system's chains of mapping types make of a value. */
final class ColumnWriter {
  private static final int PLACES = 2;
  private static final int DIGITS = 28; // of the old system's decimals
  private static final String NO_ENTRIES = "no_entries";

  /** The enum of bits that are 1 whatever the text. */
  private static final String ANY_TEXT = "any_text";

  private final OldContract old;
  private final DocumentValues values;
  private final Remarks remarks;
  private final Map<String, Words> enums = new LinkedHashMap<>();

  ColumnWriter(OldContract old, DocumentValues values, Remarks remarks) {
    this.old = old;
    this.values = values;
    this.remarks = remarks;
  }

  /** The enums that columns use, by name. */
  Map<String, Words> enums() {
    return enums;
  }

  /**
   * An enum.
   *
   * @param otherwise of every other text; null: none
   */
  record Words(Map<String, String> values, @Nullable String otherwise) {}

  /**
   * Where a column's text comes from.
   *
   * @param fields of the column, as the contract has them
   * @param named how an expression gets at it, which may declare a name
   * @param flat whether it is of the flat document, whose texts are stripped and decoded
   */
  record Source(Map<String, String> fields, Supplier<String> named, boolean flat) {
    Source(Map<String, String> fields, String text, boolean flat) {
      this(fields, () -> text, flat);
    }

    String text() {
      return named.get();
    }
  }

  Source ofDocument(String path, String attribute) {
    return new Source(
        values.from(path, "@~" + attribute), () -> values.name(path, attribute), true);
  }

  static Source ofElement(String attribute) {
    String path = "@~" + attribute;
    return new Source(Map.of("from", path), '[' + path + ']', false);
  }

  /** A column that is filled by a mapping. */
  Map<String, Object> column(OldMapping asked, Source source) {
    OldMapping mapping = withUsableDefault(asked);
    Map<String, Object> column = start(mapping.column(), type(mapping));
    List<String> convert = new ArrayList<>(source.flat() ? List.of("trim", "html") : List.of());
    if (mapping.isFlag()) {
      flag(column, mapping, source, convert);
      return column;
    }
    if (mapping.has("enum") && !mapping.isCalculated()) {
      putSource(column, source);
      enumeration(column, mapping, convert);
      return column;
    }
    if (needsDefaultInSource(mapping)) {
      String given = mapping.usableDefault();
      column.put(
          "expression",
          "COALESCE(NULLIF(TRIM(" + source.text() + "), ''), '" + quoted(given) + "')");
    } else if (mapping.isTime() && !source.flat() && source.fields().containsKey("from")) {
      // Here the old system takes no date with white space around it.
      String text = source.text();
      column.put(
          "expression",
          "CASE WHEN "
              + text
              + " IS EMPTY OR "
              + text
              + " = TRIM("
              + text
              + ") THEN "
              + text
              + " ELSE '?' END");
    } else {
      putSource(column, source);
    }
    convert.addAll(converters(mapping));
    put(column, "convert", convert);
    if (mapping.isBit()) {
      column.put("enum", declare(ANY_TEXT, Map.of(), "1"));
    }
    if (mapping.isTime()) {
      put(column, "formats", List.of("common"));
    }
    fallbacks(column, mapping);
    return column;
  }

  /** The mapping without a default that its column cannot have. */
  OldMapping withUsableDefault(OldMapping mapping) {
    String text = mapping.usableDefault();
    if (mapping.has(OldMapping.NOW)) {
      remarks.decide(
          mapping.where(),
          "where the document has no time, the old system took the current one, and here it is null",
          "give the column a default of the current time in the database; nulls: default takes it");
    }
    if (text == null || mapping.isFlag() || ColumnDefault.fits(type(mapping), text)) {
      return mapping;
    }
    remarks.decide(
        mapping.where(),
        "its default " + text + " is no " + type(mapping) + ", and left out",
        "write another default:, or give the column one in the database; nulls: default takes it");
    return mapping.withoutDefault();
  }

  static Map<String, Object> start(String name, String type) {
    return fields("column", name, "type", type);
  }

  /** A column with the id of the application or of a contact. */
  static Map<String, Object> key(String name, Map<String, String> source, boolean flat) {
    Map<String, Object> column = start(name, "int");
    column.putAll(source);
    if (flat) {
      column.put("convert", List.of("trim", "html"));
    }
    column.put("required", "true");
    column.put("on-error", "pass");
    return column;
  }

  private static void putSource(Map<String, Object> column, Source source) {
    for (String key : List.of("from", "pick", "match", "expression", "slot", "value")) {
      if (source.fields().containsKey(key)) {
        column.put(key, source.fields().get(key));
      }
    }
  }

  /**
   * Whether a blank input has a default and an unusable one has not, where our converters make an
   * unusable input blank.
   */
  private static boolean needsDefaultInSource(OldMapping mapping) {
    return mapping.options().nullable()
        && mapping.usableDefault() != null
        && (mapping.isDigitsOnly() || mapping.isInteger())
        && !mapping.isCalculated();
  }

  private static List<String> converters(OldMapping mapping) {
    List<String> convert = new ArrayList<>();
    if (mapping.isDigitsOnly()) {
      convert.add("digits");
    }
    if (mapping.isInteger()) {
      if (mapping.steps().isEmpty()) {
        convert.add("first-digits");
      } else if (!mapping.isDigitsOnly()) {
        convert.add("thousands");
      }
      convert.add("if-number");
      convert.add("round");
    } else if (mapping.isDecimal()) {
      convert.add("thousands");
    } else if (mapping.isString()) {
      if (!looksUp(mapping)) {
        convert.add("trim"); // a look-up cuts what it found as it stands
      }
      if (mapping.length() > 0) {
        convert.add("left(" + mapping.length() + ')');
      }
      if (looksUp(mapping) || mapping.length() > 0) {
        convert.add("trim");
      }
    }
    return convert;
  }

  private void fallbacks(Map<String, Object> column, OldMapping mapping) {
    String given = mapping.usableDefault();
    boolean nullable = mapping.options().nullable();
    boolean blankHasDefault =
        !nullable
            || (!mapping.isCalculated() && !looksUp(mapping) && !needsDefaultInSource(mapping));
    if (given != null && blankHasDefault) {
      column.put("default", given);
    }
    if (mapping.isInteger() || (mapping.isString() && mapping.length() > 0)) {
      column.put("on-error", "pass");
    } else if (!mapping.isString()) {
      onError(column, nullable, given);
    }
  }

  private static void onError(
      Map<String, Object> column, boolean nullable, @Nullable String given) {
    column.put("on-error", nullable || given == null ? "null" : "default");
  }

  static boolean looksUp(OldMapping mapping) {
    return mapping.has("last_valid_pr_contact")
        || mapping.has("last_valid_sec_contact")
        || mapping.has("authu_contact")
        || mapping.has("curr_address_only");
  }

  private void flag(
      Map<String, Object> column, OldMapping mapping, Source source, List<String> convert) {
    String name = mapping.has("char_to_bit") ? "char_to_bit" : "boolean_to_bit";
    if (looksUp(mapping)) {
      // What was not found at all stays null; what is there but blank is no.
      String text = source.text();
      column.put(
          "expression",
          "CASE WHEN "
              + text
              + " IS NULL THEN NULL WHEN "
              + text
              + " IS EMPTY THEN '-' ELSE "
              + text
              + " END");
    } else {
      putSource(column, source);
    }
    put(column, "convert", convert);
    column.put("enum", declare(name, old.bits().getOrDefault(name, Map.of()), "0"));
    if (!looksUp(mapping)) {
      column.put("default", "0");
    }
  }

  private void enumeration(Map<String, Object> column, OldMapping mapping, List<String> convert) {
    put(column, "convert", convert);
    String name = old.enumOf(mapping).orElse(NO_ENTRIES);
    Map<String, String> entries = old.enums().getOrDefault(name, Map.of());
    if (entries.isEmpty()) {
      remarks.decide(
          mapping.where(),
          "there is no enum for it, so that no text has an entry",
          "write the enum, or take enum: out");
    }
    String ofBlank = entries.get("");
    column.put("enum", declare(name, entries, ofBlank));
    String given = mapping.usableDefault();
    boolean nullable = mapping.options().nullable();
    if (ofBlank != null) {
      column.put("default", ofBlank);
    } else if (!nullable && given != null) {
      column.put("default", given);
    }
    onError(column, nullable, given);
  }

  private String declare(String name, Map<String, String> entries, @Nullable String otherwise) {
    Map<String, String> words = new LinkedHashMap<>(entries);
    words.keySet().removeIf(String::isBlank);
    enums.put(name, new Words(words, otherwise));
    return name;
  }

  /** The text of a mapping's enum as a CASE over another text; for one after an expression. */
  String enumCase(OldMapping mapping, String text) {
    Map<String, String> entries =
        old.enums().getOrDefault(old.enumOf(mapping).orElse(NO_ENTRIES), Map.of());
    String arms =
        entries.entrySet().stream()
            .filter(entry -> !entry.getKey().isBlank())
            .map(
                entry ->
                    " WHEN '"
                        + quoted(entry.getKey().toUpperCase(Locale.ROOT))
                        + "' THEN '"
                        + quoted(entry.getValue())
                        + '\'')
            .collect(Collectors.joining());
    String ofBlank = entries.get("");
    String otherwise = ofBlank == null ? "" : " ELSE '" + quoted(ofBlank) + '\'';
    return arms.isEmpty() ? "NULL" : "CASE UPPER(TRIM(" + text + "))" + arms + otherwise + " END";
  }

  static String type(OldMapping mapping) {
    if (mapping.isTime()) {
      return "datetime"; // also for date: the old system sends the time along
    }
    if (mapping.isDecimal()) {
      boolean ownPlaces = mapping.steps().isEmpty() || looksUp(mapping);
      int places = ownPlaces && mapping.length() >= 0 ? mapping.length() : PLACES;
      return "decimal(" + DIGITS + ',' + places + ')';
    }
    if (mapping.isFloat()) {
      return "double";
    }
    if (mapping.isString()) {
      return mapping.length() > 0 ? "string(" + mapping.length() + ')' : "string";
    }
    return mapping.isBit() ? "bit" : mapping.type();
  }

  static void put(Map<String, Object> column, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      column.put(key, texts);
    }
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "" : text.replace("'", "''");
  }
}
