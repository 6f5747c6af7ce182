package io.xmlfleet.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The part of one element that nothing captured, as XML. Elements around such parts are written
 * with their names only, and not at all if there is no such part in them. Confined to one thread.
 */
final class OverflowXml {
  private final StringBuilder xml = new StringBuilder(0); // there is one a row, mostly empty
  private final Deque<Open> open = new ArrayDeque<>(2);

  /** The whole, once its element has ended; null: nothing was left. */
  @Nullable String text() {
    return xml.length() == 0 ? null : xml.toString();
  }

  int length() {
    return xml.length();
  }

  void start(XMLStreamReader parser) {
    open.push(new Open(parser));
  }

  /** What follows is in an element that is not written itself. */
  void startContent() {
    open.push(new Open());
  }

  /** Writes the innermost element even if nothing will be in it. */
  void keep() {
    Open unused = writeStarts();
  }

  void attribute(XMLStreamReader parser, int index) {
    Open element = writeStarts();
    String namespace = parser.getAttributeNamespace(index);
    String prefix = parser.getAttributePrefix(index);
    String name = parser.getAttributeLocalName(index);
    if (namespace != null && !namespace.isEmpty() && prefix != null && !prefix.isEmpty()) {
      declare(element, prefix, namespace);
      name = prefix + ':' + name;
    }
    xml.append(' ').append(name).append("=\"");
    escape(parser.getAttributeValue(index), true);
    xml.append('"');
  }

  void text(CharSequence text) {
    closeTag(writeStarts());
    escape(text, false);
  }

  void end() {
    Open element = open.pop();
    if (element.tagClosed) {
      xml.append("</").append(element.name).append('>');
    } else if (element.written) {
      xml.append("/>");
    }
  }

  /** The innermost element, with its start tag and those around it begun. */
  private Open writeStarts() {
    Open innermost = open.element();
    if (!innermost.written) {
      Open around = null;
      for (Iterator<Open> outerFirst = open.descendingIterator(); outerFirst.hasNext(); ) {
        Open element = outerFirst.next();
        if (!element.written) {
          start(element, around);
        }
        around = element;
      }
    }
    return innermost;
  }

  private void start(Open element, @Nullable Open around) {
    if (around != null) {
      closeTag(around);
      element.prefixes = around.prefixes;
    }
    element.written = true;
    xml.append('<').append(element.name);
    declare(element, element.prefix, element.namespace);
  }

  private void declare(Open element, String prefix, String uri) {
    if (uri.equals(element.prefixes.getOrDefault(prefix, "")) || prefix.equals("xml")) {
      return;
    }
    element.prefixes = new HashMap<>(element.prefixes);
    element.prefixes.put(prefix, uri);
    xml.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix).append("=\"");
    escape(uri, true);
    xml.append('"');
  }

  private void closeTag(Open element) {
    if (!element.tagClosed) {
      element.tagClosed = true;
      xml.append('>');
    }
  }

  private void escape(CharSequence value, boolean attribute) {
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

    /** What prefixes mean inside it, once it is written. */
    private Map<String, String> prefixes = Map.of();

    private boolean written;
    private boolean tagClosed;

    /** What stands around all that is written. */
    Open() {
      name = "";
      prefix = "";
      namespace = "";
      written = true;
      tagClosed = true;
    }

    Open(XMLStreamReader parser) {
      String uri = parser.getNamespaceURI();
      String given = parser.getPrefix();
      this.prefix = given == null ? "" : given;
      this.namespace = uri == null ? "" : uri;
      this.name = prefix.isEmpty() ? parser.getLocalName() : prefix + ':' + parser.getLocalName();
    }
  }
}
