package io.xmlfleet.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The part of one element that nothing captured, as XML. Elements around such parts are written
 * with their names only, and not at all if there is no such part in them. Confined to one thread.
 */
final class OverflowXml {
  private final StringBuilder xml = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();

  /** The whole, once its element has ended; null: nothing was left. */
  @Nullable String text() {
    return xml.length() == 0 ? null : xml.toString();
  }

  int length() {
    return xml.length();
  }

  boolean isOpen() {
    return !open.isEmpty();
  }

  void start(XMLStreamReader parser) {
    Open around = open.peek();
    open.push(new Open(parser, around == null ? Map.of() : around.prefixes));
  }

  void attribute(XMLStreamReader parser, int index) {
    Open element = writeStarts();
    String namespace = parser.getAttributeNamespace(index);
    String prefix = parser.getAttributePrefix(index);
    String name = parser.getAttributeLocalName(index);
    if (namespace != null && !namespace.isEmpty() && !prefix.isEmpty()) {
      element.declare(prefix, namespace, xml);
      name = prefix + ':' + name;
    }
    xml.append(' ').append(name).append("=\"");
    escape(parser.getAttributeValue(index), true);
    xml.append('"');
  }

  void text(XMLStreamReader parser) {
    Open element = writeStarts();
    element.closeTag(xml);
    escape(parser.getText(), false);
  }

  void end() {
    Open element = open.pop();
    if (element.written) {
      element.end(xml);
    }
  }

  /** The innermost element, with its start tag and those around it begun. */
  private Open writeStarts() {
    Open[] outerFirst = open.toArray(Open[]::new);
    for (int i = outerFirst.length - 1; i >= 0; i--) {
      if (!outerFirst[i].written) {
        if (i + 1 < outerFirst.length) {
          outerFirst[i + 1].closeTag(xml);
        }
        outerFirst[i].start(xml);
      }
    }
    return outerFirst[0];
  }

  private void escape(String value, boolean attribute) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append(attribute ? "&quot;" : "\"");
        case '\n', '\t' -> xml.append(attribute ? "&#" + (int) c + ';' : String.valueOf(c));
        case '\r' -> xml.append("&#13;");
        default -> xml.append(c);
      }
    }
  }

  /** An element that has not ended. */
  private static final class Open {
    private final String name;
    private final String prefix;
    private final String namespace;
    private Map<String, String> prefixes;
    private boolean written;
    private boolean tagClosed;

    Open(XMLStreamReader parser, Map<String, String> prefixes) {
      String uri = parser.getNamespaceURI();
      String given = parser.getPrefix();
      this.prefix = given == null ? "" : given;
      this.namespace = uri == null ? "" : uri;
      this.name = prefix.isEmpty() ? parser.getLocalName() : prefix + ':' + parser.getLocalName();
      this.prefixes = prefixes;
    }

    void start(StringBuilder xml) {
      written = true;
      xml.append('<').append(name);
      declare(prefix, namespace, xml);
    }

    void declare(String wanted, String uri, StringBuilder xml) {
      if (uri.equals(prefixes.getOrDefault(wanted, "")) || wanted.equals("xml")) {
        return;
      }
      prefixes = new HashMap<>(prefixes);
      prefixes.put(wanted, uri);
      xml.append(wanted.isEmpty() ? " xmlns" : " xmlns:" + wanted).append("=\"");
      xml.append(uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
      xml.append('"');
    }

    void closeTag(StringBuilder xml) {
      if (!tagClosed) {
        tagClosed = true;
        xml.append('>');
      }
    }

    void end(StringBuilder xml) {
      if (tagClosed) {
        xml.append("</").append(name).append('>');
      } else {
        xml.append("/>");
      }
    }
  }
}
