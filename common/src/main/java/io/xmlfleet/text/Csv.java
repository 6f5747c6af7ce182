package io.xmlfleet.text;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them; an absent value is an empty field, an empty text a
 * quoted one. {@link #line} writes values as they are, also those that a spreadsheet takes for a
 * formula; for texts of others there is {@link #shown}.
 */
public final class Csv {
  private static final int END = -1;
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
  private static final char TEXT = '\'';

  private Csv() {}

  /** One line, without its end. */
  public static String line(List<? extends @Nullable String> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(","));
  }

  /**
   * A value as people may open it with a spreadsheet: on one line, and with an apostrophe before
   * what would be taken for a formula.
   */
  public static @Nullable String shown(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return value;
    }
    String plain = PlainText.oneLine(value);
    return isFormula(plain) ? TEXT + plain : plain;
  }

  /** What {@link #shown} was made of, but for characters that it does not show. */
  public static String meant(String shown) {
    return !shown.isEmpty() && shown.charAt(0) == TEXT && isFormula(shown.substring(1))
        ? shown.substring(1)
        : shown;
  }

  private static boolean isFormula(String text) {
    String stripped = text.stripLeading();
    return !stripped.isEmpty() && FORMULA.indexOf(stripped.charAt(0)) >= 0;
  }

  private static String field(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /**
   * The fields of the next line; null at the end. Lines may end in any way, and a quoted field may
   * hold line ends.
   *
   * @param in supports mark, and is buffered
   */
  public static @Nullable List<String> read(Reader in) throws IOException {
    if (peek(in) == END) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    int after;
    do {
      StringBuilder field = new StringBuilder();
      after = peek(in) == '"' ? readQuoted(in, field) : readPlain(in, field);
      fields.add(field.toString());
    } while (after == ',');
    if (after == '\r' && peek(in) == '\n') {
      in.read();
    }
    return fields;
  }

  private static int readPlain(Reader in, StringBuilder field) throws IOException {
    int c = in.read();
    while (c != ',' && c != '\n' && c != '\r' && c != END) {
      field.append((char) c);
      c = in.read();
    }
    return c;
  }

  private static int readQuoted(Reader in, StringBuilder field) throws IOException {
    in.read();
    for (int c = in.read(); c != END; c = in.read()) {
      if (c != '"') {
        field.append((char) c);
      } else if (peek(in) == '"') {
        field.append((char) in.read());
      } else {
        return readPlain(in, field);
      }
    }
    return END;
  }

  private static int peek(Reader in) throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next;
  }
}
