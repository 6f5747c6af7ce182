package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.draft.ValueShape;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What complex types say of their elements, each looked at once. Confined to one thread. */
final class SchemaTypes {
  private static final int MOST_DERIVATIONS = 30;
  private static final Set<String> OF_ELEMENTS =
      Set.of("sequence", "choice", "all", "group", "complexContent");

  private final SchemaComponents components;
  private final SchemaSimpleTypes simpleTypes;
  private final SchemaContent content;
  private final Map<SchemaNode, List<ValueShape>> attributes = new HashMap<>();
  private final Map<SchemaNode, Collection<SchemaContent.Part>> contents = new HashMap<>();

  SchemaTypes(SchemaComponents components) {
    this.components = components;
    this.simpleTypes = new SchemaSimpleTypes(components);
    this.content = new SchemaContent(components);
  }

  /** The complex type of an element; null: it has a simple one, or none that is known. */
  @Nullable SchemaNode complexType(SchemaNode element) {
    SchemaNode inner = element.child("complexType");
    QualifiedName name = element.reference("type");
    SchemaNode type = inner != null || name == null ? inner : components.find("type", name);
    return type != null && type.kind().equals("complexType") ? type : null;
  }

  /** Whether elements may stand in those of a complex type, as far as a glance tells. */
  static boolean mayHaveElements(SchemaNode type) {
    return type.children().stream().anyMatch(child -> OF_ELEMENTS.contains(child.kind()));
  }

  /** What the schema says of an element to people, or of its complex type; empty: nothing. */
  static String documentation(SchemaContent.Part part, @Nullable SchemaNode type) {
    String own = part.documentation();
    return own.isEmpty() && type != null ? type.documentation() : own;
  }

  boolean isMixed(SchemaNode type) {
    SchemaNode complex = type.child("complexContent");
    return type.isTrue("mixed")
        || (complex != null && complex.isTrue("mixed"))
        || base(type).map(base -> base.isTrue("mixed")).orElse(false);
  }

  private Optional<SchemaNode> base(SchemaNode type) {
    return derivation(type)
        .map(derived -> derived.reference("base"))
        .map(name -> components.find("type", name))
        .filter(base -> base.kind().equals("complexType") && base != type);
  }

  private static Optional<SchemaNode> derivation(SchemaNode type) {
    SchemaNode complex = type.child("complexContent");
    SchemaNode inner = complex == null ? type.child("simpleContent") : complex;
    return Optional.ofNullable(inner).map(SchemaContent::derivation);
  }

  /** The attributes of a complex type; they count as if they stood at the root. */
  List<ValueShape> attributes(SchemaNode type) {
    return attributes.computeIfAbsent(
        type,
        any -> {
          Map<String, ValueShape> values = new LinkedHashMap<>();
          attributesOf(type, values, 0);
          return List.copyOf(values.values());
        });
  }

  /** The elements in those of a complex type. */
  Collection<SchemaContent.Part> content(SchemaNode type) {
    return contents.computeIfAbsent(type, any -> content.of(type).values());
  }

  /** The text of an element; null: its type has none of its own. */
  @Nullable ValueShape text(SchemaContent.Part part, @Nullable SchemaNode type) {
    String name = part.element().attribute("name", "?");
    if (type == null || type.child("simpleContent") != null) {
      SchemaSimpleTypes.Simple simple =
          type == null ? simpleTypes.of(part.element()) : simpleTypes.inline(type);
      String more =
          (part.required() ? ", required" : "")
              + (part.element().isTrue("nillable") ? ", may be nil" : "")
              + (part.chosen() ? ", one of a choice" : "");
      return value("", name, simple, part.required(), more, documentation(part, type));
    }
    return isMixed(type)
        ? value("", name, SchemaSimpleTypes.any(), false, "", documentation(part, type))
        : null;
  }

  private void attributesOf(SchemaNode owner, Map<String, ValueShape> values, int depth) {
    if (depth > MOST_DERIVATIONS) {
      return;
    }
    base(owner).ifPresent(base -> attributesOf(base, values, depth + 1));
    for (SchemaNode child : derivation(owner).orElse(owner).children()) {
      if (child.kind().equals("attribute")) {
        attribute(child, values);
      } else if (child.kind().equals("attributeGroup")) {
        QualifiedName name = child.reference("ref");
        SchemaNode group = name == null ? null : components.find("attributeGroup", name);
        if (group != null) {
          attributesOf(group, values, depth + 1);
        }
      }
    }
  }

  private void attribute(SchemaNode use, Map<String, ValueShape> values) {
    QualifiedName ref = use.reference("ref");
    SchemaNode declared = ref == null ? use : components.find("attribute", ref);
    String name = ref == null ? use.attribute("name") : ref.local();
    if (name == null) {
      return;
    }
    if (use.attribute("use", "").equals("prohibited")) {
      values.remove(name);
      return;
    }
    SchemaSimpleTypes.Simple type =
        declared == null ? SchemaSimpleTypes.any() : simpleTypes.of(declared);
    boolean required = use.attribute("use", "").equals("required");
    String own = use.documentation();
    String said = own.isEmpty() && declared != null ? declared.documentation() : own;
    values.put(name, value('@' + name, name, type, required, required ? ", required" : "", said));
  }

  /** A sentence more, where there is one. */
  static String said(String documentation) {
    return documentation.isEmpty() ? "" : ". " + documentation;
  }

  private static ValueShape value(
      String step,
      String name,
      SchemaSimpleTypes.Simple type,
      boolean required,
      String more,
      String documentation) {
    return new ValueShape(
        step,
        name,
        type.type(),
        type.formats(),
        type.words(),
        type.evidence()
            + more
            + said(documentation.isEmpty() ? type.documentation() : documentation),
        required ? 1 : 0);
  }
}
