package io.xmlfleet.contract.convert;

import org.jspecify.annotations.Nullable;

/**
 * What counts as white space at the ends of a value: Unicode's, no-break spaces and the separators
 * U+001C to U+001F included. {@link String#strip} and {@link String#trim} each leave some of it.
 */
public final class Blanks {
  private Blanks() {}

  public static boolean isBlank(@Nullable String text) {
    if (text == null) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The text without white space at its ends; the same object if there is none. */
  public static String strip(String text) {
    int end = text.length();
    int start = 0;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The text without white space at its start. */
  public static String stripStart(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  /** The text without white space at its end. */
  public static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  public static boolean isSpace(char c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r') || c >= 0x1C;
    }
    return c >= 0x85 && (c == 0x85 || Character.isSpaceChar(c));
  }
}
