package io.xmlfleet.draft.edit;

import io.xmlfleet.contract.text.ContractNode;
import io.xmlfleet.draft.ContractWriter;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes one thing in a contract's text, YAML or JSON, and leaves every other character as it is.
 * Immutable.
 */
public final class ContractEdits {
  private final String text;
  private final ContractNode contract;
  private final boolean json;

  /**
   * For one text.
   *
   * @throws UsageException if it is not readable, or is no mapping
   */
  public ContractEdits(String text) {
    this.text = text;
    this.contract =
        ContractNode.of(text)
            .filter(node -> !node.fields().isEmpty())
            .orElseThrow(
                () -> new UsageException("the text is no contract; mend what is marked first"));
    this.json = text.stripLeading().startsWith("{");
  }

  /**
   * What an edit gives. Immutable.
   *
   * @param text the whole of it
   * @param from where what is new begins
   * @param to behind it
   */
  public record Edited(String text, int from, int to) {}

  /** Names of columns of a table. */
  public List<String> columns(String table) {
    return table(table).list("columns").stream()
        .map(column -> String.valueOf(column.text("column")))
        .toList();
  }

  /**
   * Adds a column behind the others; a name that is taken gets a number.
   *
   * @param fields of the column in order: texts and lists of texts; {@code column} among them
   * @throws UsageException if there is no such table, or it has no list of columns
   */
  public Edited addColumn(String table, Map<String, ?> fields) {
    Map<String, Object> unique = new LinkedHashMap<>(fields);
    unique.put("column", free(String.valueOf(fields.get("column")), Set.copyOf(columns(table))));
    return append(required(table(table), "columns", "the table " + table), unique);
  }

  /**
   * Adds a table behind the others; a name that is taken gets a number.
   *
   * @param fields of the table in order; {@code columns} is a list of maps
   */
  public Edited addTable(Map<String, ?> fields) {
    Set<String> taken =
        contract.list("tables").stream()
            .map(table -> String.valueOf(table.text("table")))
            .collect(Collectors.toSet());
    Map<String, Object> unique = new LinkedHashMap<>(fields);
    unique.put("table", free(String.valueOf(fields.get("table")), taken));
    return append(required(contract, "tables", "the contract"), unique);
  }

  /**
   * How the text names a table that a database has: with its schema where that is not understood.
   *
   * @param table with its schema
   * @param inDefaultSchema whether that is the one of tables that name none
   */
  public String nameOf(TableId table, boolean inDefaultSchema) {
    String given = contract.text("schema");
    String schema = table.schema();
    boolean understood =
        schema == null || (given == null ? inDefaultSchema : schema.equalsIgnoreCase(given));
    return understood && !table.name().contains(".") ? table.name() : schema + '.' + table.name();
  }

  /**
   * Sets fields of a column.
   *
   * @param fields texts and lists of texts; null: takes the field away
   * @throws UsageException if there is no such column
   */
  public Edited setColumn(String table, String column, Map<String, ?> fields) {
    return set(text -> new ContractEdits(text).column(table, column), fields);
  }

  /**
   * Takes a column away, with the comment behind it.
   *
   * @throws UsageException if there is no such column, or its list stands in one line
   */
  public Edited dropColumn(String table, String column) {
    ContractNode list = required(table(table), "columns", "the table " + table);
    ContractNode item = column(table, column);
    if (list.flow() || list.items().size() == 1) {
      throw new UsageException("take it away by hand: it stands with others, or is the only one");
    }
    int from = text.lastIndexOf('\n', item.start()) + 1;
    int to = Math.min(text.length(), lineEnd(item.end()) + 1);
    return new Edited(text.substring(0, from) + text.substring(to), from, from);
  }

  /** Sets the columns of a table's key; none: takes the key away. */
  public Edited setKey(String table, List<String> columns) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("key", columns.isEmpty() ? null : columns);
    return set(text -> new ContractEdits(text).table(table), fields);
  }

  /**
   * Puts a column behind the others of a table's key, or takes it out of it. What is so already
   * stays as it is.
   *
   * @throws UsageException if there is no such column
   */
  public Edited setInKey(String table, String column, boolean inKey) {
    ContractNode found = column(table, column);
    List<String> key = new ArrayList<>();
    table(table).list("key").forEach(each -> key.add(String.valueOf(each.text())));
    boolean changes = inKey ? !key.contains(column) && key.add(column) : key.remove(column);
    return changes ? setKey(table, key) : new Edited(text, found.start(), found.start());
  }

  /**
   * Makes an enum of words, each of which stands for itself, and has a column use it. Its name is
   * the column's; one that is taken gets a number.
   */
  public Edited makeEnum(String table, String column, List<String> words) {
    ContractNode enums = contract.fields().get("enums");
    String name = free(column, enums == null ? Set.of() : enums.fields().keySet());
    Map<String, Object> values = new LinkedHashMap<>();
    words.forEach(word -> values.put(word, word));
    if (enums != null && enums.fields().isEmpty()) {
      throw new UsageException("enums is empty: take the line away first");
    }
    String withEnum =
        enums == null ? newSection("enums", name, values) : insertField(enums, name, values).text();
    return new ContractEdits(withEnum).setColumn(table, column, Map.of("enum", name));
  }

  private interface Target {
    ContractNode in(String text);
  }

  /** One field after the other: each moves what stands behind it. */
  private Edited set(Target target, Map<String, ?> fields) {
    Edited edited = new Edited(text, 0, 0);
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      ContractEdits now = new ContractEdits(edited.text());
      edited = now.set(target.in(edited.text()), field.getKey(), field.getValue());
    }
    return edited;
  }

  private Edited set(ContractNode mapping, String key, @Nullable Object value) {
    ContractNode old = mapping.fields().get(key);
    if (value == null) {
      return old == null
          ? new Edited(text, mapping.start(), mapping.start())
          : remove(old, mapping);
    }
    return old == null
        ? insertField(mapping, key, value)
        : replace(old.start(), old.end(), flow(value));
  }

  private Edited insertField(ContractNode mapping, String key, Object value) {
    String entry = scalar(key) + ": " + flow(value);
    if (mapping.flow()) {
      int last = lastEnd(mapping.fields().values(), mapping.start() + 1);
      return replace(last, last, (mapping.fields().isEmpty() ? " " : ", ") + entry);
    }
    // A table's list of columns is long, and its key is looked for beside its name.
    ContractNode first = mapping.fields().values().iterator().next();
    boolean top = mapping.fields().containsKey("columns");
    int line = lineEnd(top ? first.end() : mapping.end());
    return insertLine(line, " ".repeat(mapping.column()) + entry);
  }

  private Edited remove(ContractNode value, ContractNode mapping) {
    if (mapping.flow()) {
      throw new UsageException("take it away by hand: it stands among others in one line");
    }
    int from = text.lastIndexOf('\n', value.start()) + 1;
    int to = Math.min(text.length(), lineEnd(value.end()) + 1);
    return new Edited(text.substring(0, from) + text.substring(to), from, from);
  }

  private String newSection(String key, String name, Map<String, ?> values) {
    ContractNode tables = required(contract, "tables", "the contract");
    if (contract.flow()) {
      return insertField(contract, key, Map.of(name, values)).text();
    }
    ContractNode before = null;
    for (ContractNode field : contract.fields().values()) {
      if (field.start() < tables.start()) {
        before = field;
      }
    }
    String section = scalar(key) + ":\n  " + scalar(name) + ": " + flow(values);
    return before == null
        ? section + '\n' + text
        : insertLine(lineEnd(before.end()), section).text();
  }

  /** One item more of a list. */
  private Edited append(ContractNode list, Map<String, ?> fields) {
    if (list.flow()) {
      int last = lastEnd(list.items(), list.start() + 1);
      return replace(last, last, (list.items().isEmpty() ? " " : ", ") + flow(fields));
    }
    if (list.items().isEmpty()) {
      throw new UsageException("the list is empty: write its first item by hand");
    }
    return insertLine(lineEnd(list.end()), item(list.column(), fields, isSpaced(list)));
  }

  /** Whether a blank line parts the items. */
  private boolean isSpaced(ContractNode list) {
    List<ContractNode> items = list.items();
    return items.size() > 1
        && text.substring(items.get(0).end(), items.get(1).start()).matches("(?s).*\n[ \t]*\n.*");
  }

  private String item(int indent, Map<String, ?> fields, boolean spaced) {
    ContractWriter yaml = new ContractWriter();
    if (spaced) {
      yaml.blank();
    }
    if (fields.get("columns") instanceof List<?> columns) {
      String start = "- ";
      for (Map.Entry<String, ?> field : fields.entrySet()) {
        if (field.getKey().equals("columns")) {
          yaml.line(indent + 2, "columns:");
          columns.forEach(column -> yaml.line(indent + 4, "- " + flow(column)));
        } else {
          yaml.line(indent, start + scalar(field.getKey()) + ": " + flow(field.getValue()));
        }
        start = "  ";
      }
    } else {
      yaml.line(indent, "- " + flow(fields));
    }
    String lines = yaml.toString();
    return lines.substring(0, lines.length() - 1);
  }

  private Edited insertLine(int at, String line) {
    boolean atEnd = at == text.length() && !text.endsWith("\n");
    int from = at + (atEnd ? 1 : 0);
    String changed = text.substring(0, at) + '\n' + line + text.substring(at);
    return new Edited(
        changed, Math.min(at + 1, changed.length()), Math.max(from, at + 1 + line.length()));
  }

  private Edited replace(int from, int to, String with) {
    return new Edited(
        text.substring(0, from) + with + text.substring(to), from, from + with.length());
  }

  private int lineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end;
  }

  private static int lastEnd(Iterable<ContractNode> nodes, int otherwise) {
    int end = otherwise;
    for (ContractNode node : nodes) {
      end = Math.max(end, node.end());
    }
    return end;
  }

  private String flow(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(this::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> scalar((String) entry.getKey()) + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    return value instanceof Boolean ? value.toString() : scalar(value.toString());
  }

  /** JSON has no text without quotes. */
  private String scalar(String value) {
    String written = ContractWriter.scalar(value);
    return json && !written.startsWith("\"") ? '"' + written + '"' : written;
  }

  private ContractNode table(String name) {
    return contract.list("tables").stream()
        .filter(table -> name.equals(qualified(table)))
        .findFirst()
        .orElseThrow(() -> new UsageException("the text has no table " + name));
  }

  /** As rows name it: with the schema that the contract gives to all. */
  private String qualified(ContractNode table) {
    String name = String.valueOf(table.text("table"));
    String schema = contract.text("schema");
    return schema == null || name.contains(".") ? name : schema + '.' + name;
  }

  private ContractNode column(String table, String name) {
    return table(table).list("columns").stream()
        .filter(column -> name.equals(column.text("column")))
        .findFirst()
        .orElseThrow(() -> new UsageException("the text has no column " + table + '.' + name));
  }

  private static ContractNode required(ContractNode in, String key, String what) {
    ContractNode found = in.fields().get(key);
    if (found == null) {
      throw new UsageException(what + " has no " + key);
    }
    return found;
  }

  private static String free(String wanted, Set<String> taken) {
    String name = wanted;
    for (int number = 2; taken.contains(name); number++) {
      name = wanted + '_' + number;
    }
    return name;
  }
}
