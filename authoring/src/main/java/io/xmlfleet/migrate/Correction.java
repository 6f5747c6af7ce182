package io.xmlfleet.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is right in the new contract and was wrong in the old system. */
enum Correction {
  KEYLESS("a document without a usable value is rejected"),
  EMPTY_ROW("a row whose element says nothing is none, whatever its defaults"),
  LEADING_ZEROS("keeps leading zeros"),
  UNCUT("is not cut, as -1 means no limit"),
  THOUSANDS("takes commas between thousands"),
  GROUPS("takes commas in a whole number between thousands only"),
  TIMES("reads AM, PM and an offset behind a time, and takes nothing else there"),
  TYPED("a text that is a number is one, with the places of its column"),
  NUMBERS("a number in a condition is a number"),
  WORDS("texts in conditions with AND or OR are as written"),
  PARENTHESES("parentheses, NOT and IN in conditions mean what they say"),
  ARITHMETIC("arithmetic is exact, and null where something is no number");

  /** In place of a column: whether there is a row. */
  static final String ROW = "*row*";

  private static final Pattern LITERAL = Pattern.compile("'[^']*'");
  private static final Pattern NUMBER_COMPARED = Pattern.compile("[<>=]\\s*-?\\d");
  private static final Pattern SMALL_LETTER = Pattern.compile("\\p{Ll}");
  private static final Pattern CONDITION = Pattern.compile("(?is)\\bWHEN\\b(.*?)\\bTHEN\\b");
  private static final Pattern SEVERAL = Pattern.compile("(?i)\\s(AND|OR)\\s");
  private static final Pattern GROUPED =
      Pattern.compile("(?i)\\(|\\bNOT\\s+(?!EMPTY|NULL)|\\bIN\\b");
  private static final Pattern OPERATOR = Pattern.compile("[-+*/]");

  private final String sentence;

  Correction(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }

  /** A column that a correction touches. */
  record Touched(OldMapping mapping, Correction correction) {
    /** As a comparison of rows names it. */
    String place() {
      OldMapping at = mapping;
      String column = at.has("add_score") ? "score" : at.column();
      return at.table() + '.' + (correction == EMPTY_ROW ? ROW : column);
    }
  }

  /** All that it touches in a contract, in its order. */
  static List<Touched> in(OldContract old) {
    List<Touched> touched = new ArrayList<>();
    Set<String> tables = new TreeSet<>();
    for (OldMapping mapping : old.mappings()) {
      for (Correction correction : of(mapping)) {
        touched.add(new Touched(mapping, correction));
      }
      boolean child =
          mapping.table().equals(TableWriter.ADDRESSES)
              || mapping.table().equals(TableWriter.EMPLOYMENTS);
      if (child && mapping.options().excludesDefault() && tables.add(mapping.table())) {
        touched.add(new Touched(mapping, EMPTY_ROW));
      }
    }
    return touched;
  }

  /** Sentences by place, for a comparison of rows. */
  static Map<String, Set<Correction>> byPlace(OldContract old) {
    Map<String, Set<Correction>> byPlace = new TreeMap<>();
    for (Touched each : in(old)) {
      if (each.correction() != KEYLESS) {
        byPlace.computeIfAbsent(each.place(), any -> new TreeSet<>()).add(each.correction());
      }
    }
    return byPlace;
  }

  private static List<Correction> of(OldMapping mapping) {
    List<Correction> all = new ArrayList<>();
    if (mapping.has("identity_insert")) {
      return List.of(KEYLESS);
    }
    if (mapping.isFlag() || (mapping.has("enum") && !mapping.isCalculated())) {
      return all;
    }
    if (mapping.isDigitsOnly() && mapping.isString()) {
      all.add(LEADING_ZEROS);
    }
    if (mapping.isString() && mapping.length() == -1) {
      all.add(UNCUT);
    }
    if (mapping.isDecimal()) {
      all.add(THOUSANDS);
    }
    if (mapping.isTime() && !String.valueOf(mapping.options().expression()).contains("DATEADD")) {
      all.add(TIMES);
    }
    if (mapping.has("warranty_field") && !mapping.isString()) {
      all.add(TYPED);
    } else if (mapping.isInteger()
        && !mapping.steps().isEmpty()
        && !mapping.isDigitsOnly()
        && !mapping.isCalculated()) {
      all.add(GROUPS);
    }
    if (mapping.isCalculated()) {
      all.addAll(ofExpression(String.valueOf(mapping.options().expression())));
    }
    return all;
  }

  private static List<Correction> ofExpression(String expression) {
    List<Correction> all = new ArrayList<>();
    String conditions =
        CONDITION
            .matcher(expression)
            .results()
            .map(each -> each.group(1).replaceAll("\\s+", " "))
            .collect(Collectors.joining("\n"));
    String bare = LITERAL.matcher(conditions).replaceAll("''");
    if (NUMBER_COMPARED.matcher(bare).find()) {
      all.add(NUMBERS);
    }
    if (conditions.lines().anyMatch(Correction::wasShouted)) {
      all.add(WORDS);
    }
    if (GROUPED.matcher(bare.replaceAll("(?i)DATE\\s*\\(", "")).find()) {
      all.add(PARENTHESES);
    }
    if (OPERATOR.matcher(LITERAL.matcher(expression).replaceAll("''")).find()) {
      all.add(ARITHMETIC);
    }
    return all;
  }

  /** The old system turned a condition of several parts into capital letters, literals and all. */
  private static boolean wasShouted(String condition) {
    return SEVERAL.matcher(LITERAL.matcher(condition).replaceAll("''")).find()
        && LITERAL
            .matcher(condition)
            .results()
            .anyMatch(literal -> SMALL_LETTER.matcher(literal.group()).find());
  }
}
