package io.xmlfleet.generate.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * XML text in the making, one element a line, two blanks a level. Confined to one thread.
 *
 * <p>Attributes come as name, value, name, value; one whose value is null is left out.
 */
public final class XmlText {
  private final StringBuilder text = new StringBuilder(8192);
  private final Deque<String> open = new ArrayDeque<>();

  public XmlText(String encoding) {
    text.append("<?xml version=\"1.0\" encoding=\"").append(encoding).append("\"?>\n");
  }

  public XmlText open(String name, @Nullable String... attributes) {
    startTag(name, attributes);
    text.append(">\n");
    open.push(name);
    return this;
  }

  public XmlText empty(String name, @Nullable String... attributes) {
    startTag(name, attributes);
    text.append("/>\n");
    return this;
  }

  public XmlText leaf(String name, String content, @Nullable String... attributes) {
    startTag(name, attributes);
    text.append('>');
    escape(content);
    text.append("</").append(name).append(">\n");
    return this;
  }

  /** Finished lines, as they stand. */
  public XmlText piece(TextTemplate piece, Draws draws) {
    piece.appendTo(text, draws);
    return this;
  }

  /** Characters so far. */
  public int length() {
    return text.length();
  }

  public XmlText close() {
    String name = open.pop();
    indent();
    text.append("</").append(name).append(">\n");
    return this;
  }

  private void startTag(String name, @Nullable String... attributes) {
    indent();
    text.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        text.append(' ').append(attributes[i]).append("=\"");
        escape(value);
        text.append('"');
      }
    }
  }

  private void indent() {
    text.append("  ".repeat(open.size()));
  }

  private void escape(String value) {
    escape(value, text);
  }

  public static String escaped(String value) {
    StringBuilder target = new StringBuilder(value.length() + 16);
    escape(value, target);
    return target.toString();
  }

  private static void escape(String value, StringBuilder target) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> target.append("&amp;");
        case '<' -> target.append("&lt;");
        case '>' -> target.append("&gt;");
        case '"' -> target.append("&quot;");
        default -> target.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
