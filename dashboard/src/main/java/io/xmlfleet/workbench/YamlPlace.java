package io.xmlfleet.workbench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a contract somebody is writing, told by the lines above and by how they are indented:
 * the text need not be readable as YAML. Immutable.
 *
 * @param path keys from the outermost; {@link #ITEM} for an item of a list
 * @param key whether a key is being written, not a value
 * @param from where what is being written begins
 * @param each the path of the table's row elements; null: the table has none so far
 */
record YamlPlace(List<String> path, boolean key, int from, @Nullable String each) {
  static final String ITEM = "[]";

  private static final Pattern KEY =
      Pattern.compile("(\"[^\"]*\"|'[^']*'|[^\\s\"'{}\\[\\],#:][^\"'{}\\[\\],#:]*):(?=\\s|$)");
  private static final Pattern EACH = Pattern.compile("\\beach:\\s*[\"']?([^\\s,}\"'#]+)");
  private static final Pattern TABLE = Pattern.compile("^\\s*-\\s+(?:\\{\\s*)?table:");

  YamlPlace {
    path = List.copyOf(path);
  }

  /**
   * The place at an offset.
   *
   * @param offset of the cursor, in UTF-16 units
   */
  static YamlPlace at(String text, int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    Lines lines = new Lines();
    text.substring(0, lineStart).lines().forEach(lines::take);
    return lines.place(text.substring(lineStart, offset), lineStart);
  }

  /** What is open at the end of the lines so far. Confined to one thread. */
  private static final class Lines {
    private record Open(int indent, String name) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable String each;

    void take(String line) {
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        return;
      }
      if (TABLE.matcher(line).find()) {
        each = null;
      }
      Matcher found = EACH.matcher(line);
      if (found.find()) {
        each = found.group(1);
      }
      int unused = enter(line);
    }

    /** Goes into a line's items and its key; where its value begins, or its key if it has none. */
    private int enter(String line) {
      int at = indent(line, 0);
      while (line.startsWith("- ", at) || line.substring(at).equals("-")) {
        int dash = at;
        open.removeIf(
            each -> each.indent > dash || (each.indent == dash && each.name.equals(ITEM)));
        open.addLast(new Open(dash, ITEM));
        at = indent(line, Math.min(line.length(), at + 1));
      }
      int column = at;
      Matcher key = KEY.matcher(line).region(at, line.length());
      if (!key.lookingAt()) {
        return at;
      }
      open.removeIf(each -> each.indent >= column);
      open.addLast(new Open(column, unquoted(key.group(1))));
      return indent(line, key.end());
    }

    YamlPlace place(String line, int lineStart) {
      if (TABLE.matcher(line).find()) {
        each = null;
      }
      Matcher found = EACH.matcher(line);
      if (found.find() && line.length() > found.end()) {
        each = found.group(1);
      }
      int at = enter(line);
      boolean hasKey =
          KEY.matcher(line)
              .region(Math.min(line.length(), contentStart(line)), line.length())
              .lookingAt();
      if (!hasKey) {
        int column = contentStart(line);
        open.removeIf(each -> each.indent >= column);
      }
      List<String> path = new ArrayList<>();
      open.forEach(each -> path.add(each.name));
      return new Flow(path, hasKey, at).read(line, lineStart, each);
    }

    private static int contentStart(String line) {
      int at = indent(line, 0);
      while (line.startsWith("- ", at)) {
        at = indent(line, at + 1);
      }
      return at;
    }

    private static int indent(String line, int from) {
      int at = from;
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      return at;
    }
  }

  private static String unquoted(String key) {
    boolean quoted = key.startsWith("\"") || key.startsWith("'");
    return quoted ? key.substring(1, key.length() - 1) : key.strip();
  }

  /** What is open within brackets and braces of a line. Confined to one thread. */
  private static final class Flow {
    private final List<String> path;
    private final Deque<Character> brackets = new ArrayDeque<>();
    private boolean value;
    private int from;

    Flow(List<String> path, boolean value, int from) {
      this.path = new ArrayList<>(path);
      this.value = value;
      this.from = from;
    }

    YamlPlace read(String line, int lineStart, @Nullable String each) {
      int at = from;
      while (at < line.length()) {
        char c = line.charAt(at);
        Matcher key = KEY.matcher(line).region(at, line.length());
        if (isKeyPlace() && key.lookingAt()) {
          at = key(line, key);
        } else if (c == '"' || c == '\'') {
          int end = line.indexOf(c, at + 1);
          from = end < 0 ? at + 1 : from;
          at = end < 0 ? line.length() : end + 1;
        } else if (c == '{' || c == '[') {
          brackets.push(c);
          if (c == '[') {
            path.add(ITEM);
          }
          value = c == '[';
          at = begin(line, at + 1);
        } else if ((c == '}' || c == ']') && !brackets.isEmpty()) {
          close();
          at++;
        } else if (c == ',' && !brackets.isEmpty()) {
          next();
          at = begin(line, at + 1);
        } else {
          at++;
        }
      }
      return new YamlPlace(path, !value, lineStart + Math.min(from, line.length()), each);
    }

    private boolean isKeyPlace() {
      return !brackets.isEmpty() && brackets.element() == '{' && !value;
    }

    private int key(String line, Matcher key) {
      path.add(unquoted(key.group(1)));
      value = true;
      return begin(line, key.end());
    }

    private void next() {
      if (brackets.element() == '{' && value) {
        path.remove(path.size() - 1);
        value = false;
      }
    }

    private void close() {
      boolean list = brackets.element() == '[';
      if (list || value) {
        path.remove(path.size() - 1);
      }
      brackets.pop();
      value = true;
    }

    private int begin(String line, int at) {
      int start = at;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
      from = start;
      return start;
    }
  }
}
