package io.xmlfleet.draft.schema;

import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.text.PlainText;
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
 * An element of an XML Schema document. What is foreign to XML Schema is left out, and of
 * documentation all but its beginning. Confined to one thread while it is read, immutable
 * afterwards.
 */
final class SchemaNode {
  /** The namespace of XML Schema. */
  static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private final String kind;
  private final Map<String, String> attributes = new HashMap<>();
  private final Map<String, QualifiedName> references = new HashMap<>();
  private final List<SchemaNode> children = new ArrayList<>();
  private String documentation = "";

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

  /** What the schema says of it to people, on one line, without a full stop; empty: nothing. */
  String documentation() {
    return documentation;
  }

  /** Builds the tree of one document. Confined to one thread; used once. */
  static final class Builder implements ElementVisitor {
    private static final Set<String> REFERENCES =
        Set.of("type", "ref", "base", "itemType", "substitutionGroup");

    private static final int LONGEST = 160;

    private final Deque<SchemaNode> open = new ArrayDeque<>();
    private @Nullable SchemaNode root;
    private int skipped;

    /** Of the documentation that is open, and how many elements are; null: none is. */
    private @Nullable StringBuilder text;

    private int textDepth;

    /** The document's element; null if it is not an XML Schema. */
    @Nullable SchemaNode root() {
      return root;
    }

    @Override
    public void start(StartTag tag) {
      boolean known = tag.namespace().equals(XSD) && !tag.localName().equals("annotation");
      if (skipped > 0 || !known) {
        skipped++;
        SchemaNode documented = open.peek();
        boolean begins =
            skipped == 2
                && text == null
                && documented != null
                && documented.documentation.isEmpty()
                && tag.namespace().equals(XSD)
                && tag.localName().equals("documentation");
        if (begins) {
          text = new StringBuilder();
          textDepth = skipped;
        } else if (text != null) {
          text.append(' ');
        }
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
    public void text(char[] characters, int start, int length) {
      if (text != null && text.length() <= 2 * LONGEST) {
        text.append(characters, start, Math.min(length, 2 * LONGEST));
      }
    }

    @Override
    public void end() {
      if (skipped > 0) {
        if (text != null && skipped == textDepth) {
          open.element().documentation = sentence(text.toString());
          text = null;
        }
        skipped--;
      } else {
        open.pop();
      }
    }

    private static String sentence(String text) {
      String line = PlainText.oneLine(text).replaceAll("\\s+", " ").strip();
      if (line.length() <= LONGEST) {
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
      }
      int blank = line.lastIndexOf(' ', LONGEST);
      return line.substring(0, blank > 0 ? blank : LONGEST) + " …";
    }
  }
}
