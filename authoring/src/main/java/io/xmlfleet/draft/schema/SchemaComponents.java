package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The named parts of an XML Schema. Confined to one thread while it is read. */
final class SchemaComponents {
  private static final Set<String> TYPES = Set.of("simpleType", "complexType");

  private final Map<Key, SchemaNode> byName = new LinkedHashMap<>();
  private final Map<Key, SchemaNode> byLocalName = new HashMap<>();
  private final Map<String, List<SchemaNode>> substitutes = new HashMap<>();

  private record Key(String kind, String namespace, String local) {}

  /** Takes the definitions of one schema document. */
  void add(SchemaNode schema, String namespace) {
    for (SchemaNode child : schema.children()) {
      String name = child.attribute("name");
      if (name != null) {
        define(child, namespace, name);
      } else if (child.kind().equals("redefine") || child.kind().equals("override")) {
        add(child, namespace);
      }
    }
  }

  private void define(SchemaNode node, String namespace, String name) {
    String kind = TYPES.contains(node.kind()) ? "type" : node.kind();
    byName.putIfAbsent(new Key(kind, namespace, name), node);
    byLocalName.putIfAbsent(new Key(kind, "", name), node);
    QualifiedName head = node.reference("substitutionGroup");
    if (head != null) {
      substitutes.computeIfAbsent(head.local(), any -> new ArrayList<>()).add(node);
    }
  }

  /**
   * A named part; null if there is none. An included document without a namespace of its own takes
   * part in its includer's, so a name that is not found there counts by its local part.
   *
   * @param kind {@code element}, {@code type}, {@code group}, {@code attributeGroup}, {@code
   *     attribute}
   */
  @Nullable SchemaNode find(String kind, QualifiedName name) {
    SchemaNode exact = byName.get(new Key(kind, name.namespace(), name.local()));
    return exact == null ? byLocalName.get(new Key(kind, "", name.local())) : exact;
  }

  /** Elements that may stand where one of this name may. */
  List<SchemaNode> substitutes(String head) {
    return substitutes.getOrDefault(head, List.of());
  }

  /** The elements that are defined at the top, in order. */
  List<SchemaNode> elements() {
    return byName.entrySet().stream()
        .filter(entry -> entry.getKey().kind().equals("element"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The namespace of an element that is defined at the top; empty: none. */
  String namespace(SchemaNode element) {
    return byName.entrySet().stream()
        .filter(entry -> entry.getValue() == element)
        .map(entry -> entry.getKey().namespace())
        .findFirst()
        .orElse("");
  }

  /** All named parts. */
  Collection<SchemaNode> all() {
    return byName.values();
  }
}
