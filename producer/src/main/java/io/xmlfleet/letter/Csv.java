package io.xmlfleet.letter;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as RFC 4180 has them; an absent value is an empty field. */
final class Csv {
  private static final int END = -1;

  private Csv() {}

  static void write(Writer out, List<@Nullable String> fields) throws IOException {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      String field = fields.get(i);
      if (field != null) {
        out.write(quoted(field));
      }
    }
    out.write("\r\n");
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /**
   * The fields of the next line; null at the end. Lines may end in any way, and a quoted field may
   * hold line ends.
   *
   * @param in supports mark, and is buffered
   */
  static @Nullable List<String> read(Reader in) throws IOException {
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
