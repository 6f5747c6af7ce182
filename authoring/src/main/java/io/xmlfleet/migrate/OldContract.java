package io.xmlfleet.migrate;

import io.xmlfleet.failure.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
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
    @Nullable String applicationElement,
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

  private static final Set<String> KEYS =
      Set.of(
          "xml_root_element",
          "xml_application_path",
          "source_application_table",
          "source_table",
          "source_column",
          "target_schema",
          "table_insertion_order",
          "element_filtering",
          "relationships",
          "mappings",
          "enum_mappings",
          "bit_conversions",
          "description");

  private static final Set<String> RULE_KEYS =
      Set.of(
          "element_type",
          "description",
          "xml_parent_path",
          "xml_child_path",
          "required_attributes");

  private static final Set<String> RELATIONSHIP_KEYS =
      Set.of(
          "parent_table",
          "child_table",
          "foreign_key_column",
          "xml_parent_path",
          "xml_child_path",
          "description");

  /** Kinds of elements that filter rules are about. */
  private static final Set<String> KINDS = Set.of("contact", "address", "employment");

  static OldContract read(String fileName, OldNode node, Remarks remarks) {
    if (node.list("mappings").isEmpty() || node.text("xml_root_element") == null) {
      throw new UsageException(
          fileName + " is no mapping contract: it has no mappings or no xml_root_element");
    }
    Map<String, FilterRule> filters = new LinkedHashMap<>();
    node.tellUnknownKeys("the contract", KEYS, remarks);
    OldNode filtering = node.get("element_filtering");
    if (filtering != null) {
      filtering.tellUnknownKeys(
          "element_filtering", Set.of("filter_rules", "description"), remarks);
      for (OldNode rule : filtering.list("filter_rules")) {
        rule.tellUnknownKeys("a filter rule", RULE_KEYS, remarks);
        String kind = String.valueOf(rule.text("element_type"));
        if (!KINDS.contains(kind)) {
          remarks.decide(
              "line " + rule.line(),
              "the filter rule is about " + kind + ", of which nothing is known, and left out",
              "choose its elements with rows: in the tables that it is for");
        }
        filters.put(kind, filterRule(rule));
      }
    }
    for (OldNode each : node.list("relationships")) {
      each.tellUnknownKeys("a relationship", RELATIONSHIP_KEYS, remarks);
    }
    OldNode bits = node.get("bit_conversions");
    if (bits != null) {
      bits.tellUnknownKeys("bit_conversions", Set.of("char_to_bit", "boolean_to_bit"), remarks);
    }
    return new OldContract(
        String.valueOf(node.text("xml_root_element")),
        applicationElement(node),
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
        node.list("mappings").stream().map(each -> OldMapping.read(each, remarks)).toList(),
        maps(node.get("enum_mappings")),
        maps(bits));
  }

  private static @Nullable String applicationElement(OldNode node) {
    String table = node.text("source_application_table");
    String path = node.text("xml_application_path");
    return table == null && path != null ? path.substring(path.lastIndexOf('/') + 1) : table;
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

  /** Tables in the contract's own order, then the others by name; each behind its parents. */
  List<String> tables() {
    Set<String> all = new LinkedHashSet<>();
    mappings.forEach(mapping -> all.add(mapping.table()));
    Set<String> ordered = new LinkedHashSet<>(insertionOrder);
    ordered.retainAll(all);
    all.stream().sorted().forEach(ordered::add);
    Set<String> parentsFirst = new LinkedHashSet<>();
    ordered.forEach(table -> addBehindParents(table, ordered, new HashSet<>(), parentsFirst));
    return List.copyOf(parentsFirst);
  }

  private void addBehindParents(
      String table, Set<String> all, Set<String> under, Set<String> parentsFirst) {
    if (!under.add(table)) {
      return; // they refer to each other
    }
    for (Relationship each : relationships) {
      if (each.child().equals(table) && all.contains(each.parent())) {
        addBehindParents(each.parent(), all, under, parentsFirst);
      }
    }
    parentsFirst.add(table);
  }

  List<OldMapping> of(String table) {
    return mappings.stream().filter(mapping -> mapping.table().equals(table)).toList();
  }

  /** The path of the element that holds the application. */
  String applicationPath() {
    String element = String.valueOf(applicationElement);
    for (OldMapping mapping : mappings) {
      int at = (mapping.path() + '/').indexOf('/' + element + '/');
      if (at >= 0) {
        return mapping.path().substring(0, at + 1 + element.length());
      }
    }
    return '/' + rootElement + "/Request/CustData/" + element;
  }

  /** Where the id of the application stands: the mapping into a column that gets it as it is. */
  OldMapping applicationId() {
    return mappings.stream()
        .filter(mapping -> mapping.has("identity_insert") && mapping.column().equals("app_id"))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("no mapping with identity_insert fills a column app_id"));
  }

  /** Whether every text has an entry in a mapping's enum. */
  boolean hasFallback(OldMapping mapping) {
    return mapping.has("enum")
        && enumOf(mapping).map(enums::get).filter(map -> map.containsKey("")).isPresent();
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
