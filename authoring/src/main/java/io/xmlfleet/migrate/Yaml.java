package io.xmlfleet.migrate;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a contract as YAML that people read: one line a column where it fits. */
final class Yaml {
  private static final int LINE = 130;
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/$.][A-Za-z0-9_/$.()-]*|[0-9]{1,15}");
  private static final Pattern OTHER_MEANING =
      Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|\\.|\\.inf|\\.nan");

  private final StringBuilder text = new StringBuilder();

  void line(int indent, String content) {
    text.append(" ".repeat(indent)).append(content).append('\n');
  }

  void comment(int indent, String content) {
    line(indent, "# " + content);
  }

  void blank() {
    text.append('\n');
  }

  void entry(int indent, String key, String value) {
    line(indent, scalar(key) + ": " + scalar(value));
  }

  /** A list's item that is a mapping of texts and lists of texts. */
  void item(int indent, Map<String, ?> fields) {
    String flow = "- { " + flow(fields) + " }";
    if (indent + flow.length() <= LINE) {
      line(indent, flow);
      return;
    }
    String start = "- ";
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      line(indent, start + scalar(field.getKey()) + ": " + value(field.getValue()));
      start = "  ";
    }
  }

  /** A mapping of texts and lists of texts under a key. */
  void mapping(int indent, String key, Map<String, ?> fields) {
    String flow = scalar(key) + ": { " + flow(fields) + " }";
    if (indent + flow.length() <= LINE) {
      line(indent, flow);
      return;
    }
    line(indent, scalar(key) + ":");
    fields.forEach((name, value) -> line(indent + 2, scalar(name) + ": " + value(value)));
  }

  private static String flow(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> scalar(field.getKey()) + ": " + value(field.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String value(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Yaml::value).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(field -> scalar((String) field.getKey()) + ": " + value(field.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return scalar((String) value);
  }

  static String scalar(String value) {
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
          if (c < ' ' || c == 0x7F) {
            quoted.append(String.format("\\x%02X", (int) c));
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
