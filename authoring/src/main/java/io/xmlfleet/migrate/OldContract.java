package io.xmlfleet.migrate;

import io.xmlfleet.failure.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The old contract as far as its system reads it. Immutable. */
record OldContract(
    String rootElement,
    String applicationElement,
    @Nullable String schema,
    @Nullable String sourceTable,
    @Nullable String sourceColumn,
    List<String> insertionOrder,
    Map<String, FilterRule> filters,
    List<Relationship> relationships,
    List<OldMapping> mappings,
    Map<String, Map<String, String>> enums,
    Map<String, Map<String, String>> bits) {

  /**
   * Which elements of a kind count.
   *
   * @param path of the elements
   * @param present attributes that are there and not empty
   * @param typeAttribute the first one with a list of values
   * @param types its values, the first one foremost
   */
  record FilterRule(String path, List<String> present, String typeAttribute, List<String> types) {
    String element() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** A child table's column that is the key of its parent. */
  record Relationship(String parent, String child, String column) {}

  static OldContract read(OldNode node) {
    if (node.list("mappings").isEmpty() || node.text("xml_root_element") == null) {
      throw new UsageException(
          "this is no mapping contract: it has no mappings or no root element");
    }
    Map<String, FilterRule> filters = new LinkedHashMap<>();
    OldNode filtering = node.get("element_filtering");
    if (filtering != null) {
      for (OldNode rule : filtering.list("filter_rules")) {
        filters.put(String.valueOf(rule.text("element_type")), filterRule(rule));
      }
    }
    return new OldContract(
        String.valueOf(node.text("xml_root_element")),
        String.valueOf(node.text("source_application_table")),
        node.text("target_schema"),
        node.text("source_table"),
        node.text("source_column"),
        node.texts("table_insertion_order"),
        filters,
        node.list("relationships").stream()
            .map(
                each ->
                    new Relationship(
                        String.valueOf(each.text("parent_table")),
                        String.valueOf(each.text("child_table")),
                        String.valueOf(each.text("foreign_key_column"))))
            .toList(),
        node.list("mappings").stream().map(OldMapping::read).toList(),
        maps(node.get("enum_mappings")),
        maps(node.get("bit_conversions")));
  }

  private static FilterRule filterRule(OldNode rule) {
    List<String> present = new ArrayList<>();
    String typeAttribute = "";
    List<String> types = List.of();
    OldNode attributes = rule.get("required_attributes");
    if (attributes != null) {
      for (Map.Entry<String, OldNode> each : attributes.fields().entrySet()) {
        if (each.getValue().isList() && typeAttribute.isEmpty()) {
          typeAttribute = each.getKey();
          types = each.getValue().items().stream().map(OldNode::text).toList();
        } else {
          present.add(each.getKey());
        }
      }
    }
    return new FilterRule(
        String.valueOf(rule.text("xml_child_path")), present, typeAttribute, types);
  }

  private static Map<String, Map<String, String>> maps(@Nullable OldNode node) {
    Map<String, Map<String, String>> maps = new LinkedHashMap<>();
    if (node != null) {
      node.fields()
          .forEach(
              (name, entries) -> {
                Map<String, String> map = new LinkedHashMap<>();
                entries.fields().forEach((key, value) -> map.put(key, value.text()));
                maps.put(name, map);
              });
    }
    return maps;
  }

  Optional<FilterRule> filter(String kind) {
    return Optional.ofNullable(filters.get(kind));
  }

  /** Tables in the contract's own order, then the others by name. */
  List<String> tables() {
    Set<String> all = new LinkedHashSet<>();
    mappings.forEach(mapping -> all.add(mapping.table()));
    Set<String> ordered = new LinkedHashSet<>(insertionOrder);
    ordered.retainAll(all);
    all.stream().sorted().forEach(ordered::add);
    return List.copyOf(ordered);
  }

  List<OldMapping> of(String table) {
    return mappings.stream().filter(mapping -> mapping.table().equals(table)).toList();
  }

  /** The path of the element that holds the application. */
  String applicationPath() {
    for (OldMapping mapping : mappings) {
      int at = mapping.path().indexOf('/' + applicationElement);
      if (at >= 0) {
        return mapping.path().substring(0, at + 1 + applicationElement.length());
      }
    }
    return '/' + rootElement + "/Request/CustData/" + applicationElement;
  }

  /** Where the id of the application stands: the mapping into a column that gets it as it is. */
  OldMapping applicationId() {
    return mappings.stream()
        .filter(mapping -> mapping.has("identity_insert") && mapping.column().equals("app_id"))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("no mapping with identity_insert fills a column app_id"));
  }

  /**
   * The enum of a mapping, by the rule of the old system; empty: there is none, so no text has an
   * entry.
   */
  Optional<String> enumOf(OldMapping mapping) {
    String named = mapping.options().enumName();
    if (named != null) {
      return Optional.of(named).filter(enums::containsKey);
    }
    if (enums.containsKey(mapping.column()) || mapping.column().endsWith("_enum")) {
      return Optional.of(mapping.column()).filter(enums::containsKey);
    }
    return List.of(
            "status",
            "process",
            "app_source",
            "contact_type",
            "address_type",
            "ownership_type",
            "employment_type",
            "income_type",
            "other_income_type",
            "population_assignment",
            "decision")
        .stream()
        .filter(mapping.column()::contains)
        .map(fragment -> fragment + "_enum")
        .findFirst()
        .filter(enums::containsKey);
  }
}
