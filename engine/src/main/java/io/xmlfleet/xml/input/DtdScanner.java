package io.xmlfleet.xml.input;

/** Takes words of declarations from a text. Confined to one thread. */
final class DtdScanner {
  private static final String PUBLIC_MARKS = " \n-'()+,./:=?;!*#@$_%";

  private final String text;
  private int at;

  DtdScanner(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /** The next character; 0: there is none. */
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Goes behind a word if it comes next. */
  boolean take(String word) {
    boolean comes = text.startsWith(word, at);
    at += comes ? word.length() : 0;
    return comes;
  }

  void require(String word, String where) throws DtdFault {
    if (!take(word)) {
      String shown = word.equals("(") ? "bracket" : word.equals(")") ? "closing bracket" : word;
      throw new DtdFault("a " + shown + " is missing in " + where);
    }
  }

  boolean skipSpace() {
    int from = at;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at > from;
  }

  void requireSpace(String where) throws DtdFault {
    if (!skipSpace()) {
      throw new DtdFault("white space is missing in " + where);
    }
  }

  String name(String where) throws DtdFault {
    int from = at;
    at = XmlNames.end(text, at);
    if (at == from) {
      throw new DtdFault("a name is missing in " + where);
    }
    return text.substring(from, at);
  }

  /** A name that is not one of elements or attributes: with namespaces it has no colon. */
  String plainName(String where) throws DtdFault {
    String name = name(where);
    if (name.indexOf(':') >= 0) {
      throw new DtdFault("the name " + XmlNames.shown(name) + " has a colon in " + where);
    }
    return name;
  }

  /** Letters of names, in any order. */
  void nameToken(String where) throws DtdFault {
    int from = at;
    at = XmlNames.tokenEnd(text, at);
    if (at == from) {
      throw new DtdFault("a name is missing in " + where);
    }
  }

  /** What stands in quotes. */
  String literal(String where) throws DtdFault {
    char quote = peek();
    int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0) {
      throw new DtdFault("a text in quotes is missing in " + where);
    }
    String literal = text.substring(at + 1, end);
    at = end + 1;
    return literal;
  }

  void publicLiteral(String where) throws DtdFault {
    String literal = literal(where);
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && PUBLIC_MARKS.indexOf(c) < 0) {
        throw new DtdFault("a character is not allowed in the public identifier of " + where);
      }
    }
  }

  /** Goes behind the next occurrence of a word. */
  void skipBehind(String word, String where) throws DtdFault {
    int found = text.indexOf(word, at);
    if (found < 0) {
      throw new DtdFault("a " + word + " is missing in " + where);
    }
    at = found + word.length();
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
