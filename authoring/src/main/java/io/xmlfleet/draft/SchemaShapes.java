package io.xmlfleet.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes shapes of an XML Schema's elements, down to a depth. Confined to one thread; used once. */
final class SchemaShapes {
  private static final int MOST_SHAPES = 20_000;
  private static final int MOST_DERIVATIONS = 30;

  private final SchemaComponents components;
  private final SchemaSimpleTypes simpleTypes;
  private final SchemaContent content;
  private final Deque<String> path = new ArrayDeque<>();
  private final int deepest;
  private final boolean everything;
  private int shapes;

  private SchemaShapes(SchemaComponents components, int deepest, boolean everything) {
    this.everything = everything;
    this.components = components;
    this.simpleTypes = new SchemaSimpleTypes(components);
    this.content = new SchemaContent(components);
    this.deepest = deepest;
  }

  /** The shape of a root element, as deep as it can be without becoming too large. */
  static Shape root(SchemaNode element, SchemaComponents components) {
    return root(element, components, false);
  }

  /** The same with what a draft leaves out: elements that repeat within text. */
  static Shape whole(SchemaNode element, SchemaComponents components) {
    return root(element, components, true);
  }

  private static Shape root(SchemaNode element, SchemaComponents components, boolean everything) {
    for (int depth = ProfileBounds.DEPTH; ; depth -= depth > 8 ? 4 : 1) {
      SchemaShapes attempt = new SchemaShapes(components, depth, everything);
      Shape shape = attempt.shape(new SchemaContent.Part(element, 1, true));
      if (attempt.shapes <= MOST_SHAPES || depth == 2) {
        return shape;
      }
    }
  }

  private Shape shape(SchemaContent.Part part) {
    SchemaNode element = part.element();
    String name = element.attribute("name", "?");
    List<String> remarks = new ArrayList<>();
    SchemaNode type = complexType(element);
    List<Value> attributes = type == null ? List.of() : attributes(type);
    Value text = null;
    List<Shape> children = List.of();
    if (type == null) {
      text = value("", name, simpleTypes.of(element), part.required());
    } else if (type.child("simpleContent") != null) {
      text = value("", name, simpleTypes.inline(type), part.required());
    } else {
      boolean mixed = isMixed(type);
      text = mixed ? value("", name, SchemaSimpleTypes.any(), false) : null;
      children = children(type, name, mixed, remarks);
    }
    return new Shape(
        name, name, 1, part.repeats(), evidence(element), attributes, text, children, remarks);
  }

  private List<Shape> children(SchemaNode type, String name, boolean mixed, List<String> remarks) {
    path.push(name);
    List<Shape> made = new ArrayList<>();
    for (SchemaContent.Part part : content.of(type).values()) {
      String child = part.element().attribute("name", "?");
      boolean inMixed = mixed && part.repeats();
      boolean complex = complexType(part.element()) != null;
      boolean recursive =
          complex && path.stream().filter(child::equals).count() >= ProfileShapes.MOST_OF_ONE_NAME;
      if (recursive || path.size() >= deepest || shapes > MOST_SHAPES) {
        remarks.add(child + (recursive ? " is nested in itself" : " is nested too deep"));
      } else if (everything || !inMixed) {
        shapes++;
        Shape shape = shape(part);
        made.add(mixed && !everything ? withoutText(shape) : shape);
      }
    }
    path.pop();
    return made;
  }

  /** Within mixed content the text is in the whole text already. */
  private static Shape withoutText(Shape shape) {
    return new Shape(
        shape.step(),
        shape.name(),
        1,
        false,
        shape.evidence(),
        shape.attributes(),
        null,
        shape.children().stream()
            .filter(child -> !child.repeats())
            .map(SchemaShapes::withoutText)
            .toList(),
        shape.remarks());
  }

  /** The complex type of an element; null: it has a simple one, or none that is known. */
  private @Nullable SchemaNode complexType(SchemaNode element) {
    SchemaNode inner = element.child("complexType");
    QualifiedName name = element.reference("type");
    SchemaNode type = inner != null || name == null ? inner : components.find("type", name);
    return type != null && type.kind().equals("complexType") ? type : null;
  }

  private boolean isMixed(SchemaNode type) {
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

  private List<Value> attributes(SchemaNode type) {
    Map<String, Value> values = new LinkedHashMap<>();
    attributesOf(type, values, 0);
    return List.copyOf(values.values());
  }

  private void attributesOf(SchemaNode owner, Map<String, Value> values, int depth) {
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

  private void attribute(SchemaNode use, Map<String, Value> values) {
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
    values.put(name, value('@' + name, name, type, use.attribute("use", "").equals("required")));
  }

  private static Value value(
      String step, String name, SchemaSimpleTypes.Simple type, boolean required) {
    return new Value(
        step,
        name,
        type.type(),
        List.of(),
        type.evidence() + (required ? ", required" : ""),
        required ? 2 : 1);
  }

  private static String evidence(SchemaNode element) {
    QualifiedName type = element.reference("type");
    return "element "
        + element.attribute("name")
        + (type == null ? "" : " of type " + type.local());
  }
}
