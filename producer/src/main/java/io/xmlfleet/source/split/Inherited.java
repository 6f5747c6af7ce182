package io.xmlfleet.source.split;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What an element has from those around it: namespaces, and of the attributes of XML itself those
 * that go for all that is inside. Immutable.
 *
 * @param attributes what a start tag would say, by name as written, in the order of the names
 */
record Inherited(Map<String, String> attributes) {
  static final Inherited NOTHING = new Inherited(Map.of());

  private static final String DECLARATION = "xmlns";

  /** What is in the element that the parser stands at. */
  Inherited with(XMLStreamReader parser) {
    if (parser.getNamespaceCount() == 0 && parser.getAttributeCount() == 0) {
      return this;
    }
    Map<String, String> inside = new TreeMap<>(attributes);
    for (int i = 0; i < parser.getNamespaceCount(); i++) {
      String uri = parser.getNamespaceURI(i);
      if (uri == null || uri.isEmpty()) {
        inside.remove(DECLARATION);
      } else {
        inside.put(declaration(parser.getNamespacePrefix(i)), uri);
      }
    }
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      String name = "xml:" + parser.getAttributeLocalName(i);
      if (XMLConstants.XML_NS_URI.equals(parser.getAttributeNamespace(i)) && isForAllInside(name)) {
        inside.put(name, parser.getAttributeValue(i));
      }
    }
    return new Inherited(Collections.unmodifiableMap(inside));
  }

  /** What has to be added to the start tag that the parser stands at; begins with a space. */
  String missingIn(XMLStreamReader parser) {
    if (attributes.isEmpty()) {
      return "";
    }
    Map<String, String> missing = new TreeMap<>(attributes);
    for (int i = 0; i < parser.getNamespaceCount(); i++) {
      missing.remove(declaration(parser.getNamespacePrefix(i)));
    }
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      if (XMLConstants.XML_NS_URI.equals(parser.getAttributeNamespace(i))) {
        missing.remove("xml:" + parser.getAttributeLocalName(i));
      }
    }
    StringBuilder tag = new StringBuilder();
    missing.forEach((name, value) -> append(tag, name, value));
    return tag.toString();
  }

  private static boolean isForAllInside(String name) {
    return name.equals("xml:lang") || name.equals("xml:space") || name.equals("xml:base");
  }

  private static String declaration(@Nullable String prefix) {
    return prefix == null || prefix.isEmpty() ? DECLARATION : DECLARATION + ':' + prefix;
  }

  private static void append(StringBuilder tag, String name, String value) {
    tag.append(' ').append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> tag.append("&amp;");
        case '<' -> tag.append("&lt;");
        case '"' -> tag.append("&quot;");
        case '\t', '\n', '\r' -> tag.append("&#").append((int) c).append(';');
        default -> tag.append(c);
      }
    }
    tag.append('"');
  }
}
