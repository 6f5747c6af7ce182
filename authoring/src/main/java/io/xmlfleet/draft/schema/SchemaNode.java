package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An element of an XML Schema document. Documentation and what is foreign to XML Schema are left
 * out. Confined to one thread while it is read, immutable afterwards.
 */
final class SchemaNode {
  /** The namespace of XML Schema. */
  static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private final String kind;
  private final Map<String, String> attributes = new HashMap<>();
  private final Map<String, QualifiedName> references = new HashMap<>();
  private final List<SchemaNode> children = new ArrayList<>();

  private SchemaNode(String kind) {
    this.kind = kind;
  }

  /** Its local name: {@code element}, {@code complexType} … */
  String kind() {
    return kind;
  }

  @Nullable String attribute(String name) {
    return attributes.get(name);
  }

  String attribute(String name, String otherwise) {
    return attributes.getOrDefault(name, otherwise);
  }

  /** What an attribute such as {@code type} or {@code ref} names. */
  @Nullable QualifiedName reference(String name) {
    return references.get(name);
  }

  List<SchemaNode> children() {
    return children;
  }

  Stream<SchemaNode> children(String wanted) {
    return children.stream().filter(child -> child.kind.equals(wanted));
  }

  @Nullable SchemaNode child(String wanted) {
    return children(wanted).findFirst().orElse(null);
  }

  boolean isTrue(String name) {
    String value = attribute(name, "");
    return value.equals("true") || value.equals("1");
  }

  /** Builds the tree of one document. Confined to one thread; used once. */
  static final class Builder implements ElementVisitor {
    private static final Set<String> REFERENCES =
        Set.of("type", "ref", "base", "substitutionGroup");

    private final Deque<SchemaNode> open = new ArrayDeque<>();
    private @Nullable SchemaNode root;
    private int skipped;

    /** The document's element; null if it is not an XML Schema. */
    @Nullable SchemaNode root() {
      return root;
    }

    @Override
    public void start(StartTag tag) {
      boolean known = tag.namespace().equals(XSD) && !tag.localName().equals("annotation");
      if (skipped > 0 || !known) {
        skipped++;
        return;
      }
      SchemaNode node = new SchemaNode(tag.localName());
      for (int i = 0; i < tag.attributes(); i++) {
        if (tag.attributeNamespace(i).isEmpty()) {
          take(node, tag, tag.attributeName(i), tag.attributeValue(i).strip());
        }
      }
      SchemaNode parent = open.peek();
      if (parent == null) {
        root = node.kind.equals("schema") ? node : null;
      } else {
        parent.children.add(node);
      }
      open.push(node);
    }

    private static void take(SchemaNode node, StartTag tag, String name, String value) {
      node.attributes.put(name, value);
      if (REFERENCES.contains(name)) {
        int colon = value.indexOf(':');
        String namespace = tag.namespaceOf(colon < 0 ? "" : value.substring(0, colon));
        node.references.put(
            name,
            new QualifiedName(namespace == null ? "" : namespace, value.substring(colon + 1)));
      }
    }

    @Override
    public void text(char[] characters, int start, int length) {}

    @Override
    public void end() {
      if (skipped > 0) {
        skipped--;
      } else {
        open.pop();
      }
    }
  }
}
