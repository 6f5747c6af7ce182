package io.xmlfleet.contract.convert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * HTML's character references in text, as the WHATWG standard's tokenizer decodes them outside of
 * attributes: also those without a semicolon, by the longest name that is one.
 */
final class HtmlText {
  private static final int LONGEST_NAME = 32;
  private static final int REPLACEMENT = 0xFFFD;

  /** What the code points 80 to 9F mean in pages that took Windows-1252 for Latin-1. */
  private static final String WINDOWS_1252 =
      "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
          + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

  private HtmlText() {}

  static String decode(String text) {
    int at = text.indexOf('&');
    if (at < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int done = 0;
    while (at >= 0) {
      decoded.append(text, done, at);
      done = reference(text, at, decoded);
      at = text.indexOf('&', done);
    }
    return decoded.append(text, done, text.length()).toString();
  }

  /** Decodes what begins with an ampersand; where the rest of the text begins. */
  private static int reference(String text, int at, StringBuilder decoded) {
    if (at + 1 < text.length() && text.charAt(at + 1) == '#') {
      return number(text, at, decoded);
    }
    int end = at + 1;
    while (end < text.length() && end - at <= LONGEST_NAME && isName(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == ';') {
      end++;
    }
    for (int stop = end; stop > at + 1; stop--) {
      String meant = Names.BY_NAME.get(text.substring(at + 1, stop));
      if (meant != null) {
        decoded.append(meant);
        return stop;
      }
    }
    decoded.append('&');
    return at + 1;
  }

  private static int number(String text, int at, StringBuilder decoded) {
    int start = at + 2;
    boolean hex = start < text.length() && (text.charAt(start) | 0x20) == 'x';
    start += hex ? 1 : 0;
    int radix = hex ? 16 : 10;
    int end = start;
    int value = 0;
    while (end < text.length() && text.charAt(end) < 0x80) {
      int digit = Character.digit(text.charAt(end), radix);
      if (digit < 0) {
        break;
      }
      value = Math.min(value * radix + digit, Character.MAX_CODE_POINT + 1);
      end++;
    }
    if (end == start) {
      decoded.append('&');
      return at + 1;
    }
    append(value, decoded);
    return end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
  }

  private static void append(int value, StringBuilder decoded) {
    if (value >= 0x80 && value <= 0x9F) {
      decoded.append(WINDOWS_1252.charAt(value - 0x80));
    } else if (value == 0 || value > Character.MAX_CODE_POINT || isSurrogate(value)) {
      decoded.appendCodePoint(REPLACEMENT);
    } else if (!isNoCharacter(value)) {
      decoded.appendCodePoint(value);
    }
  }

  private static boolean isSurrogate(int value) {
    return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
  }

  private static boolean isNoCharacter(int value) {
    boolean control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    boolean reserved = (value >= 0xFDD0 && value <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;
    return control || value == 0x7F || reserved;
  }

  private static boolean isName(char c) {
    return c != ';' && c != '&' && c != '<' && c != '#' && c != ' ' && (c < '\t' || c > '\f');
  }

  /** Read when the first document needs them. */
  private static final class Names {
    static final Map<String, String> BY_NAME = read();

    private static Map<String, String> read() {
      Map<String, String> names = new HashMap<>(4_096);
      try (BufferedReader lines = open()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            String[] parts = line.split(" ", -1);
            StringBuilder meant = new StringBuilder();
            for (int i = 1; i < parts.length; i++) {
              meant.appendCodePoint(Integer.parseInt(parts[i], 16));
            }
            names.put(parts[0], meant.toString());
          }
        }
        return names;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static BufferedReader open() {
      @Nullable InputStream resource = HtmlText.class.getResourceAsStream("html-entities.txt");
      return new BufferedReader(
          new InputStreamReader(
              Objects.requireNonNull(resource, "html-entities.txt is part of the jar"),
              StandardCharsets.US_ASCII));
    }
  }
}
