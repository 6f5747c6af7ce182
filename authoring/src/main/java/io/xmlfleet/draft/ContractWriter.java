package io.xmlfleet.draft;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a contract as YAML that people read: one line a column where it fits. Values of fields are
 * texts, lists and maps of them, in order. Confined to one thread.
 */
public final class ContractWriter {
  private static final int LINE = 130;
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/$.][A-Za-z0-9_/$.()-]*|[0-9]{1,15}");
  private static final Pattern OTHER_MEANING =
      Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|\\.inf|\\.nan");

  private final StringBuilder text = new StringBuilder();

  public void line(int indent, String content) {
    text.append(" ".repeat(indent)).append(content).append('\n');
  }

  public void comment(int indent, String content) {
    line(indent, "# " + content);
  }

  public void blank() {
    text.append('\n');
  }

  /** A key with a text, a list or a mapping of texts. */
  public void entry(int indent, String key, Object value) {
    line(indent, scalar(key) + ": " + value(value));
  }

  /** Fields by their keys, in order; more can be put in. */
  public static Map<String, Object> fields(Object... keysAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return fields;
  }

  /** A list's item that is a mapping. */
  public void item(int indent, Map<String, ?> fields) {
    item(indent, fields, "");
  }

  /** The same with a comment at the end of its first line; empty: none. */
  public void item(int indent, Map<String, ?> fields, String comment) {
    write(indent, "- ", "- ", "  ", fields, comment.isEmpty() ? "" : "  # " + comment);
  }

  /** A mapping under a key. */
  public void mapping(int indent, String key, Map<String, ?> fields) {
    write(
        indent, scalar(key) + ": ", scalar(key) + ":\n" + " ".repeat(indent + 2), "  ", fields, "");
  }

  private void write(
      int indent,
      String flowStart,
      String blockStart,
      String next,
      Map<String, ?> fields,
      String comment) {
    String flow = flowStart + "{ " + flow(fields) + " }";
    if (indent + flow.length() <= LINE) {
      line(indent, flow + comment);
      return;
    }
    if (fields.entrySet().stream().allMatch(field -> indent + flow(field).length() < LINE / 2)) {
      wrapped(indent, flowStart + "{ ", fields, comment);
      return;
    }
    String start = blockStart;
    String end = comment;
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      line(indent, start + scalar(field.getKey()) + ": " + value(field.getValue()) + end);
      start = next;
      end = "";
    }
  }

  /** As few lines as there is room for. */
  private void wrapped(int indent, String start, Map<String, ?> fields, String comment) {
    String end = comment;
    StringBuilder line = new StringBuilder(start);
    Iterator<? extends Map.Entry<String, ?>> each = fields.entrySet().iterator();
    while (each.hasNext()) {
      String field = flow(each.next()) + (each.hasNext() ? "," : " }");
      if (indent + line.length() + field.length() > LINE) {
        line(indent, line.toString().stripTrailing() + end);
        line = new StringBuilder("    ");
        end = "";
      }
      line.append(field).append(' ');
    }
    line(indent, line.toString().stripTrailing() + end);
  }

  private static String flow(Map.Entry<String, ?> field) {
    return scalar(field.getKey()) + ": " + value(field.getValue());
  }

  private static String flow(Map<String, ?> fields) {
    return fields.entrySet().stream().map(ContractWriter::flow).collect(Collectors.joining(", "));
  }

  private static String value(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ContractWriter::value).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(field -> scalar((String) field.getKey()) + ": " + value(field.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return scalar((String) value);
  }

  public static String scalar(String value) {
    if (PLAIN.matcher(value).matches() && !OTHER_MEANING.matcher(value).matches()) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
