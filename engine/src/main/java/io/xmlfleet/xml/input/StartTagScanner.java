package io.xmlfleet.xml.input;

import org.jspecify.annotations.Nullable;

/** Goes through a whole start tag. Confined to one thread. */
final class StartTagScanner {
  private final String tag;
  private int at;
  private boolean wellFormed = true;
  private String attributeName = "";
  private String literal = "";

  StartTagScanner(String tag) {
    this.tag = tag;
  }

  /** Behind the tag that begins at a place; -1: it does not end. */
  static int end(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '>') {
      char c = text.charAt(at);
      boolean quotes = c == '"' || c == '\'';
      int next = quotes ? text.indexOf(c, at + 1) : at;
      if (next < 0) {
        return -1;
      }
      at = next + 1;
    }
    return at < text.length() ? at + 1 : -1;
  }

  /** Of the element; null: there is none. */
  @Nullable String name() {
    at = XmlNames.end(tag, 1);
    return at == 1 ? null : tag.substring(1, at);
  }

  /** Whether there is one more; if not, see whether all of it is well-formed. */
  boolean nextAttribute() {
    boolean space = skipSpace();
    if (at == tag.length() - end().length()) {
      return false;
    }
    int nameEnd = XmlNames.end(tag, at);
    wellFormed = space && nameEnd > at;
    attributeName = tag.substring(at, nameEnd);
    at = nameEnd;
    skipSpace();
    wellFormed &= tag.startsWith("=", at);
    at++;
    skipSpace();
    char quote = at < tag.length() ? tag.charAt(at) : 0;
    int close = quote == '"' || quote == '\'' ? tag.indexOf(quote, at + 1) : -1;
    wellFormed &= close > 0;
    if (!wellFormed) {
      return false;
    }
    literal = tag.substring(at + 1, close);
    at = close + 1;
    return true;
  }

  String attributeName() {
    return attributeName;
  }

  /** What stands between the quotes. */
  String literal() {
    return literal;
  }

  boolean isWellFormed() {
    return wellFormed;
  }

  /** The characters that end the tag. */
  String end() {
    return tag.endsWith("/>") ? "/>" : ">";
  }

  private boolean skipSpace() {
    int from = at;
    while (at < tag.length() && DtdScanner.isSpace(tag.charAt(at))) {
      at++;
    }
    return at > from;
  }
}
