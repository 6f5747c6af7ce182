package io.xmlfleet.contract.expression;

/**
 * White space: Unicode's, no-break spaces and the separators U+001C to U+001F included. The same as
 * the converters of columns use.
 */
final class Blanks {
  private Blanks() {}

  static boolean isBlank(String text) {
    return start(text) == text.length();
  }

  static String strip(String text) {
    return stripStart(stripEnd(text));
  }

  static String stripStart(String text) {
    return text.substring(start(text));
  }

  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  static boolean isSpace(char c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r') || c >= 0x1C;
    }
    return c >= 0x85 && (c == 0x85 || Character.isSpaceChar(c));
  }

  private static int start(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return start;
  }
}
