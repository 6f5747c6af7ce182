package io.xmlfleet.migrate;

import io.xmlfleet.migrate.OldContract.FilterRule;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document whose value for one column the old system got wrong. */
final class TouchingDocument {
  private static final Pattern NAME = Pattern.compile("'[^']*'|[A-Za-z_][A-Za-z0-9_.]*");

  private final Correction correction;
  private final Map<String, Map<String, String>> attributes = new TreeMap<>();
  private final String application;

  TouchingDocument(OldContract old, Correction.Touched touched) {
    this.correction = touched.correction();
    this.application = old.applicationPath();
    OldMapping id = old.applicationId();
    at(id.path()).put(id.attribute(), "7");
    at(application);
    FilterRule contact = old.filter("contact").orElseThrow();
    at(contact.path()).putAll(Map.of("con_id", "1", "first_name", "A"));
    for (FilterRule rule : old.filters().values()) {
      at(rule.path()).put(rule.typeAttribute(), rule.types().get(0));
      if (correction != Correction.EMPTY_ROW) {
        at(rule.path()).putAll(Map.of("city", "X", "business_name", "X"));
      }
    }
    OldMapping mapping = touched.mapping();
    if (correction == Correction.EMPTY_ROW) {
      return;
    }
    // Texts beside it make it a row where it makes none by itself.
    old.of(mapping.table()).stream()
        .filter(other -> other.isString() && other.has("add_collateral"))
        .forEach(other -> at(other.path()).put(other.attribute(), "X"));
    at(mapping.path()).put(mapping.attribute(), trigger());
    if (mapping.isCalculated()) {
      Matcher names = NAME.matcher(String.valueOf(mapping.options().expression()));
      while (names.find()) {
        if (!names.group().startsWith("'")) {
          put(mapping.path(), names.group());
        }
      }
    }
  }

  private void put(String path, String name) {
    int dot = name.indexOf('.');
    String element = dot < 0 ? "" : name.substring(0, dot);
    String attribute = name.substring(dot + 1);
    String where = path;
    if (dot >= 0) {
      where = application.endsWith('/' + element) ? application : application + '/' + element;
    }
    at(where).putIfAbsent(attribute, trigger());
  }

  private Map<String, String> at(String path) {
    return attributes.computeIfAbsent(path, any -> new LinkedHashMap<>());
  }

  private String trigger() {
    return switch (correction) {
      case KEYLESS, EMPTY_ROW -> "";
      case LEADING_ZEROS -> "0012";
      case UNCUT -> "whole";
      case THOUSANDS -> "1,234";
      case GROUPS -> "1,5";
      case TIMES -> "2024-02-09 08:08:08 PM";
      case TYPED -> "007";
      case NUMBERS, PARENTHESES -> "-3";
      case WORDS, ARITHMETIC -> "junk";
    };
  }

  /** Whether the values of the column are as they should be; the old system's were not. */
  boolean isShownBy(List<Object> values) {
    return switch (correction) {
      case KEYLESS -> false;
      case EMPTY_ROW -> values.isEmpty();
      case LEADING_ZEROS -> values.contains("0012");
      case UNCUT -> values.contains("whole");
      case THOUSANDS -> values.contains(new BigDecimal("1234"));
      case GROUPS -> !values.contains(new BigDecimal("15"));
      case TIMES -> values.contains(LocalDateTime.of(2024, 2, 9, 20, 8, 8));
      case TYPED -> values.contains(new BigDecimal("7"));
      case NUMBERS, WORDS, PARENTHESES, ARITHMETIC -> values.stream().allMatch(Objects::isNull);
    };
  }

  String xml() {
    Node root = new Node();
    attributes.forEach(root::put);
    StringBuilder xml = new StringBuilder();
    root.write(xml);
    return xml.toString();
  }

  private static final class Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();

    void put(String path, Map<String, String> given) {
      Node node = this;
      for (String segment : path.substring(1).split("/", -1)) {
        node = node.children.computeIfAbsent(segment, any -> new Node());
      }
      node.attributes.putAll(given);
    }

    void write(StringBuilder xml) {
      children.forEach(
          (name, child) -> {
            xml.append('<').append(name);
            child.attributes.forEach(
                (key, value) ->
                    xml.append(' ').append(key).append("='").append(value).append('\''));
            xml.append('>');
            child.write(xml);
            xml.append("</").append(name).append('>');
          });
    }
  }
}
