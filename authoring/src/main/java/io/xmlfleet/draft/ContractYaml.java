package io.xmlfleet.draft;

import io.xmlfleet.table.ColumnType.Kind;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes a draft as a contract of format 1. Confined to one thread; used once. */
final class ContractYaml {
  private static final Pattern PLAIN = Pattern.compile("/?[A-Za-z_][A-Za-z0-9_/.-]*|\\.");
  private static final int MOST_REMARKS = 8;
  private static final Pattern WORDS_OF_YAML =
      Pattern.compile("(?i:null|true|false|yes|no|on|off)");

  private final StringBuilder text = new StringBuilder();
  private final boolean severalRoots;

  private ContractYaml(boolean severalRoots) {
    this.severalRoots = severalRoots;
  }

  /**
   * The text of a contract.
   *
   * @param introduction lines of the comment at the top
   */
  static String of(
      String name,
      List<String> introduction,
      List<String> roots,
      Prefixes prefixes,
      List<TableDraft> tables) {
    ContractYaml yaml = new ContractYaml(roots.size() > 1);
    introduction.forEach(line -> yaml.line(line.isEmpty() ? "#" : "# " + line));
    yaml.line("");
    yaml.line("xmlfleet: 1");
    yaml.line("contract: " + quoted(name));
    List<String> names = roots.stream().map(ContractYaml::quoted).toList();
    yaml.line("root: " + (names.size() == 1 ? names.get(0) : "[" + String.join(", ", names) + "]"));
    yaml.namespaces(prefixes.byNamespace());
    yaml.line("");
    yaml.line("tables:");
    for (int i = 0; i < tables.size(); i++) {
      if (i > 0) {
        yaml.line("");
      }
      yaml.table(tables.get(i));
    }
    return yaml.text.toString();
  }

  private void namespaces(Map<String, String> byNamespace) {
    if (!byNamespace.isEmpty()) {
      line("namespaces:");
      byNamespace.forEach((uri, prefix) -> line("  " + prefix + ": " + inQuotes(uri)));
    }
  }

  private void table(TableDraft table) {
    TableDraft parent = table.parent();
    line(
        "  # "
            + (parent == null ? "One row a document: " : "One row an element: ")
            + table.shape().evidence()
            + '.');
    table.remarks().stream()
        .limit(MOST_REMARKS)
        .forEach(remark -> line("  # Left to overflow: " + remark + '.'));
    if (table.remarks().size() > MOST_REMARKS) {
      line("  # Left to overflow: " + (table.remarks().size() - MOST_REMARKS) + " parts more.");
    }
    line("  - table: " + quoted(table.name()));
    if (parent == null) {
      line("    key: [record_id]");
    } else {
      line("    key: [record_id, " + table.number() + "]");
      line(
          "    foreign-keys: [ { columns: [record_id], references: "
              + rootOf(table).name()
              + " } ]");
    }
    if (parent != null || severalRoots) {
      line("    rows: { each: " + quoted(table.each()) + " }");
    }
    line("    columns:");
    line("      - { column: record_id, type: string(400), meta: record-id, required: true }");
    if (parent != null) {
      numbers(table, parent);
    }
    table.columns().forEach(this::column);
    line("      - { column: overflow, type: string, overflow: xml }");
  }

  private static TableDraft rootOf(TableDraft table) {
    TableDraft root = table;
    for (TableDraft around = table.parent(); around != null; around = around.parent()) {
      root = around;
    }
    return root;
  }

  private void numbers(TableDraft table, TableDraft parent) {
    if (parent.parent() != null) {
      line(
          "      - { column: "
              + parent.number()
              + ", type: int, ordinal: "
              + TableDraft.climb(table, parent)
              + " }  # joins to "
              + parent.name());
    }
    line("      - { column: " + table.number() + ", type: int, ordinal: . }");
  }

  private void column(ColumnDraft column) {
    Value value = column.value();
    boolean comma = value.type().kind() == Kind.DECIMAL;
    StringBuilder line = new StringBuilder("      - { column: ").append(quoted(column.name()));
    String type = value.type().toString();
    line.append(", type: ").append(comma ? inQuotes(type) : type);
    line.append(", from: ").append(quoted(column.path()));
    if (!value.formats().isEmpty()) {
      line.append(", formats: [").append(String.join(", ", value.formats())).append(']');
    }
    line(line.append(" }  # ").append(value.evidence()).toString());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String quoted(String word) {
    boolean plain = PLAIN.matcher(word).matches() && !WORDS_OF_YAML.matcher(word).matches();
    return plain ? word : inQuotes(word);
  }

  /** Names and URIs of namespaces, in double quotes of YAML. */
  private static String inQuotes(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
