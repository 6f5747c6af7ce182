package io.xmlfleet.xml.input;

import com.fasterxml.aalto.util.XmlChars;

/**
 * Names as XML 1.0 has them up to its fourth edition, as all parsers of the JVM do, and how
 * messages show them.
 */
public final class XmlNames {
  private static final int LONGEST_SHOWN = 40;

  private XmlNames() {}

  /** A name that a document has, cut and without what could disturb a terminal. */
  public static String shown(String name) {
    String shown = name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
    StringBuilder clean = new StringBuilder(shown.length());
    shown
        .codePoints()
        .forEach(
            c ->
                clean.append(
                    c == '…' || Character.isLetterOrDigit(c) || ":_-.".indexOf(c) >= 0
                        ? Character.toString(c)
                        : String.format("U+%04X", c)));
    return clean.toString();
  }

  /**
   * Whether letters of a name are a whole one: some parsers do not look at what is behind a colon.
   */
  public static boolean isLocal(String name) {
    if (name.isEmpty()) {
      return false;
    }
    char first = name.charAt(0);
    return (first >= 'a' && first <= 'z')
        || (first >= 'A' && first <= 'Z')
        || isStart(name.codePointAt(0));
  }

  /** Where the name that begins at a place ends; the place itself: there is none. */
  static int end(CharSequence text, int from) {
    if (from >= text.length() || !isStart(Character.codePointAt(text, from))) {
      return from;
    }
    return tokenEnd(text, from);
  }

  static int tokenEnd(CharSequence text, int from) {
    int at = from;
    while (at < text.length()) {
      int c = Character.codePointAt(text, at);
      if (c != ':' && !XmlChars.is10NameChar(c)) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /** Whether XML allows a character at all. */
  static boolean isCharacter(int c) {
    return c >= 0x20
        ? c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF)
        : c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isStart(int c) {
    return c == ':' || XmlChars.is10NameStartChar(c);
  }
}
