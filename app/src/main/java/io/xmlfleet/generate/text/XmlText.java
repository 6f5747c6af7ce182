package io.xmlfleet.generate.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** XML text in the making, one element a line, two blanks a level. Confined to one thread. */
public final class XmlText {
  private final StringBuilder text = new StringBuilder(8192);
  private final Deque<String> open = new ArrayDeque<>();
  private String begun = "";

  public XmlText(String encoding) {
    text.append("<?xml version=\"1.0\" encoding=\"").append(encoding).append("\"?>\n");
  }

  /** Begins a start tag; {@link #open()}, {@link #empty()} or {@link #leaf(String)} ends it. */
  public XmlText element(String name) {
    indent();
    text.append('<').append(name);
    begun = name;
    return this;
  }

  /** An attribute; left out if the value is null. */
  public XmlText with(String attribute, @Nullable Object value) {
    if (value != null) {
      text.append(' ').append(attribute).append("=\"");
      escape(value.toString(), text);
      text.append('"');
    }
    return this;
  }

  /** Attributes that real elements have and no contract asks for; every sixth is empty. */
  public XmlText unmapped(RandomChoices random, int count) {
    int first = random.between(0, Vocabulary.UNMAPPED.size() - 1);
    for (int i = 0; i < count; i++) {
      String name = Vocabulary.UNMAPPED.get((first + i) % Vocabulary.UNMAPPED.size());
      with(name, i % 6 == 5 ? "" : random.digits(6));
    }
    return this;
  }

  public XmlText open() {
    text.append(">\n");
    open.push(begun);
    return this;
  }

  public XmlText empty() {
    text.append("/>\n");
    return this;
  }

  public XmlText leaf(String content) {
    text.append('>');
    escape(content, text);
    text.append("</").append(begun).append(">\n");
    return this;
  }

  public XmlText open(String name) {
    return element(name).open();
  }

  public XmlText empty(String name) {
    return element(name).empty();
  }

  public XmlText leaf(String name, String content) {
    return element(name).leaf(content);
  }

  /** Finished lines, as they stand. */
  public XmlText piece(TextTemplate piece, RandomChoices random) {
    piece.appendTo(text, random);
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

  private void indent() {
    text.append("  ".repeat(open.size()));
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
