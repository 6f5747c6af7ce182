package io.xmlfleet.draft;

import static io.xmlfleet.draft.ContractWriter.fields;

import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Writes a draft as a contract of format 1. Confined to one thread; used once. */
final class ContractYaml {
  private static final int MOST_REMARKS = 8;
  private static final int LONGEST_ENUM = 60;

  /** Of SQL Server's 900 bytes the record id may take 800. */
  private static final int MOST_OF_A_KEY = 40;

  private final ContractWriter yaml = new ContractWriter();
  private final boolean severalRoots;

  /** Names of enums by their words. */
  private final Map<ValueShape.Words, String> enums = new LinkedHashMap<>();

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
    ContractYaml draft = new ContractYaml(roots.size() > 1);
    introduction.forEach(line -> draft.line(line.isEmpty() ? "#" : "# " + line));
    draft.line("");
    draft.line("xmlfleet: 1");
    draft.yaml.entry(0, "contract", name);
    draft.yaml.entry(0, "root", roots.size() == 1 ? roots.get(0) : roots);
    draft.yaml.entry(0, "inexact", "reject");
    draft.namespaces(prefixes.byNamespace());
    draft.enums(tables);
    draft.line("");
    draft.line("tables:");
    for (int i = 0; i < tables.size(); i++) {
      if (i > 0) {
        draft.line("");
      }
      draft.table(tables.get(i));
    }
    return draft.yaml.toString();
  }

  private void namespaces(Map<String, String> byNamespace) {
    if (!byNamespace.isEmpty()) {
      line("namespaces:");
      byNamespace.forEach((uri, prefix) -> yaml.entry(2, prefix, uri));
    }
  }

  /** One for each list of words that a column has, by the name of its type or of the column. */
  private void enums(List<TableDraft> tables) {
    NamePool names = new NamePool(LONGEST_ENUM, List.of());
    for (TableDraft table : tables) {
      for (ColumnDraft column : table.columns()) {
        ValueShape.Words words = column.value().words();
        if (words != null && !enums.containsKey(words)) {
          String name = words.name().isEmpty() ? column.name() : SnakeCase.of(words.name());
          enums.put(words, names.take(List.of(name), 1));
        }
      }
    }
    if (!enums.isEmpty()) {
      line("enums:");
      enums.forEach(
          (words, name) -> {
            Map<String, Object> same = new LinkedHashMap<>();
            words.words().forEach(word -> same.put(word, word));
            yaml.mapping(2, name, same);
          });
    }
  }

  private void table(TableDraft table) {
    TableDraft parent = table.parent();
    line(
        "  # "
            + (parent == null ? "One row a document: " : "One row an element: ")
            + table.shape().evidence()
            + '.');
    table.left().forEach(this::left);
    line("  - table: " + ContractWriter.scalar(table.name()));
    if (parent == null) {
      line("    key: [record_id]");
    } else {
      yaml.entry(4, "key", key(table));
      yaml.line(
          4,
          "foreign-keys: [ { columns: [record_id], references: "
              + ContractWriter.scalar(rootOf(table).name())
              + " } ]");
    }
    if (parent != null || severalRoots) {
      yaml.mapping(4, "rows", fields("each", table.each()));
    }
    line("    columns:");
    line("      - { column: record_id, type: string(400), meta: record-id, required: true }");
    if (parent != null) {
      numbers(table, parent);
    }
    table.columns().forEach(this::column);
    line("      - { column: overflow, type: string, overflow: xml }");
  }

  /** By the schema's own key where every database has room for it, else by the rows' numbers. */
  private List<String> key(TableDraft table) {
    List<String> key = new ArrayList<>(List.of("record_id"));
    int characters = 0;
    for (String path : table.shape().key()) {
      for (ColumnDraft column : table.columns()) {
        if (column.path().equals(path)) {
          key.add(column.name());
          ColumnType type = column.value().type();
          boolean large = type.kind() == Kind.STRING || type.kind() == Kind.BINARY;
          characters += !large ? 0 : type.length() == 0 ? MOST_OF_A_KEY + 1 : type.length();
        }
      }
    }
    boolean whole = key.size() > 1 && key.size() == table.shape().key().size() + 1;
    if (whole && characters > MOST_OF_A_KEY) {
      line(
          "    # The schema says that "
              + String.join(", ", key.subList(1, key.size()))
              + " tells the rows of a document apart; too long for a key as it is.");
    }
    return whole && characters <= MOST_OF_A_KEY ? key : List.of("record_id", table.number());
  }

  private void left(String reason, List<String> paths) {
    for (String path : paths.subList(0, Math.min(MOST_REMARKS, paths.size()))) {
      line("  # Left to overflow: " + (path.isEmpty() ? "" : path + ": ") + reason + '.');
    }
    int more = paths.size() - MOST_REMARKS;
    if (more > 0) {
      line(String.format(Locale.ROOT, "  # Left to overflow: %,d parts more: %s.", more, reason));
    }
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
      yaml.item(
          6,
          fields(
              "column", parent.number(), "type", "int", "ordinal", TableDraft.climb(table, parent)),
          "joins to " + parent.name());
    }
    yaml.item(6, fields("column", table.number(), "type", "int", "ordinal", "."));
  }

  private void column(ColumnDraft column) {
    ValueShape value = column.value();
    Map<String, Object> fields =
        fields(
            "column",
            column.name(),
            "type",
            value.type().toString(),
            value.source(),
            column.path());
    if (!value.formats().isEmpty()) {
      fields.put("formats", value.formats());
    }
    if (value.words() != null) {
      fields.put("enum", Objects.requireNonNull(enums.get(value.words())));
    }
    yaml.item(6, fields, value.evidence());
  }

  private void line(String line) {
    yaml.line(0, line);
  }
}
