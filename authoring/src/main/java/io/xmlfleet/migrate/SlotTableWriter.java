package io.xmlfleet.migrate;

import static io.xmlfleet.draft.ContractWriter.fields;

import io.xmlfleet.migrate.ColumnWriter.Source;
import io.xmlfleet.migrate.OldMapping.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the tables whose rows come from mapping types that create rows. */
final class SlotTableWriter {
  private static final List<String> CREATORS =
      List.of(
          "add_score",
          "add_indicator",
          "add_history",
          "add_report_lookup",
          "policy_exceptions",
          "warranty_field",
          "add_collateral");

  private final OldContract old;
  private final DocumentValues values;
  private final ColumnWriter columns;
  private final TableWriter tables;
  private final Remarks remarks;

  SlotTableWriter(
      OldContract old,
      DocumentValues values,
      ColumnWriter columns,
      TableWriter tables,
      Remarks remarks) {
    this.old = old;
    this.values = values;
    this.columns = columns;
    this.tables = tables;
    this.remarks = remarks;
  }

  /** The mapping type of a table that creates its rows; empty: it is another kind of table. */
  Optional<String> creator(String table) {
    return CREATORS.stream()
        .filter(creator -> old.of(table).stream().anyMatch(mapping -> mapping.has(creator)))
        .findFirst();
  }

  TableWriter.NewTable table(String table, String creator) {
    return switch (creator) {
      case "add_score" -> scores(table);
      case "add_indicator" -> indicators(table);
      case "add_history" -> named(table, false);
      case "add_report_lookup" -> named(table, true);
      case "policy_exceptions" -> exceptions(table);
      case "warranty_field" -> grouped(table, creator, "warranty_type_enum");
      default -> grouped(table, creator, "sort_order");
    };
  }

  private TableWriter.NewTable scores(String table) {
    List<Object> slots = new ArrayList<>();
    String type = "int";
    for (OldMapping mapping : old.of(table)) {
      slots.add(slot(argument(mapping, "add_score"), Map.of("score", flat(mapping))));
      type = mapping.isInteger() ? mapping.type() : type;
    }
    Map<String, Object> score = ColumnWriter.start("score", type);
    score.put("slot", "value");
    score.put("convert", List.of("trim", "html", "thousands", "if-number", "round"));
    score.put("on-error", "pass");
    return updated(
        table(
            table,
            "score_identifier",
            slots,
            "score",
            List.of(keyColumn("score_identifier", "string(100)"), score)),
        mapping -> argument(mapping, "add_score"));
  }

  private TableWriter.NewTable indicators(String table) {
    List<Object> slots = new ArrayList<>();
    for (OldMapping mapping : old.of(table)) {
      String name = values.name(mapping.path(), mapping.attribute());
      Map<String, Object> slot =
          fields(
              "key",
              argument(mapping, "add_indicator"),
              "when",
              "LOWER(TRIM(" + name + ")) IN ('y', 'yes', 'true', 't', '1')",
              "values",
              Map.of("value", Map.of("value", "1")));
      slots.add(slot);
    }
    return updated(
        table(
            table,
            "indicator",
            slots,
            "",
            List.of(keyColumn("indicator", "string(100)"), valueColumn("value", "string(10)"))),
        mapping -> argument(mapping, "add_indicator"));
  }

  /** Histories and report results: name, where from, value. */
  private TableWriter.NewTable named(String table, boolean reports) {
    List<Object> slots = new ArrayList<>();
    for (OldMapping mapping : old.of(table)) {
      Map<String, Object> filled = new LinkedHashMap<>();
      if (reports) {
        filled.put("name", constant(mapping.attribute()));
        filled.put("value", flat(mapping));
        String key = argument(mapping, "add_report_lookup");
        if (!key.isEmpty()) {
          filled.put("source_report_key", constant(key));
        }
      } else {
        filled.put("name", constant('[' + mapping.attribute() + ']'));
        filled.put("source", constant('[' + mapping.lastSegment() + ']'));
        filled.put("value", historyValue(mapping));
      }
      slots.add(slot(mapping.attribute(), filled));
    }
    Map<String, Object> value = valueColumn("value", "string");
    value.put("convert", List.of("trim", "html", BlankWords.CONVERTER, "trim"));
    Map<String, Object> name = valueColumn("name", "string(100)");
    return reports
        ? updated(
            table(
                table,
                "name",
                slots,
                "value",
                List.of(name, value, valueColumn("source_report_key", "string(100)"))),
            OldMapping::attribute)
        : updated(
            table(
                table,
                "name,source",
                slots,
                "value",
                List.of(name, valueColumn("source", "string(100)"), value)),
            mapping -> mapping.lastSegment() + '/' + mapping.attribute());
  }

  private Map<String, String> historyValue(OldMapping mapping) {
    if (!mapping.has("last_valid_pr_contact")) {
      return flat(mapping);
    }
    Source source = tables.lookUps().source(mapping);
    return Map.of("expression", tables.lookUps().history(mapping, source.text()));
  }

  private TableWriter.NewTable exceptions(String table) {
    List<Object> slots = new ArrayList<>();
    Map<String, Object> notes = ColumnWriter.start("notes", "string");
    boolean noted = false;
    for (OldMapping mapping : old.of(table)) {
      String key = argument(mapping, "policy_exceptions");
      String name = values.name(mapping.path(), mapping.attribute());
      if (key.isEmpty() && !noted) {
        noted = true;
        notes.putAll(flat(mapping));
        notes.put("convert", List.of("trim", "html", BlankWords.CONVERTER));
      } else if (!key.isEmpty()) {
        Map<String, Object> slot =
            fields(
                "key",
                key,
                "when",
                BlankWords.isNot(name),
                "values",
                Map.of("reason_code", flat(mapping)));
        slots.add(slot);
      }
    }
    Map<String, Object> reason = valueColumn("reason_code", "string");
    reason.put("convert", List.of("trim", "html", "trim"));
    Map<String, Object> type = keyColumn("policy_exception_type_enum", "smallint");
    return table(
        table,
        "policy_exception_type_enum",
        slots,
        "",
        noted ? List.of(type, reason, notes) : List.of(type, reason));
  }

  /** Rows that several mappings fill together: those with the same argument. */
  private TableWriter.NewTable grouped(String table, String creator, String keyColumn) {
    Map<String, Map<String, Object>> values = new LinkedHashMap<>();
    Map<String, List<String>> evidence = new LinkedHashMap<>();
    Map<String, OldMapping> byColumn = new LinkedHashMap<>();
    for (OldMapping mapping : old.of(table)) {
      String key = argument(mapping, creator);
      byColumn.putIfAbsent(mapping.column(), mapping);
      values
          .computeIfAbsent(key, any -> new LinkedHashMap<>())
          .put(mapping.column(), groupedValue(mapping));
      String shows = evidence(mapping);
      if (!shows.isEmpty()) {
        evidence.computeIfAbsent(key, any -> new ArrayList<>()).add(shows);
      }
    }
    List<Object> slots = new ArrayList<>();
    values.forEach(
        (key, filled) -> {
          Map<String, Object> slot =
              fields(
                  "key",
                  key,
                  "when",
                  String.join(" OR ", evidence.getOrDefault(key, List.of("FALSE"))),
                  "values",
                  filled);
          slots.add(slot);
        });
    List<Map<String, Object>> made = new ArrayList<>();
    made.add(keyColumn(keyColumn, "smallint"));
    byColumn.values().forEach(mapping -> made.add(groupedColumn(mapping)));
    return table(table, keyColumn, slots, "", made);
  }

  private Map<String, String> groupedValue(OldMapping mapping) {
    if (!mapping.isCalculated()) {
      return flat(mapping);
    }
    OldNames names = OldNames.ofDocument(values, mapping, remarks);
    return tables.calculated(mapping, names, true).fields();
  }

  private String evidence(OldMapping mapping) {
    if (mapping.isCalculated() || mapping.isFlag()) {
      return "";
    }
    String name = values.name(mapping.path(), mapping.attribute());
    return mapping.column().equals("wholesale_value")
        ? "CAST(" + name + " AS DECIMAL) > 0"
        : BlankWords.isNot(name);
  }

  private Map<String, Object> groupedColumn(OldMapping asked) {
    OldMapping mapping = columns.withUsableDefault(asked);
    Source source = new Source(Map.of("slot", "value"), "", true);
    if (mapping.isFlag() || mapping.isCalculated() || mapping.isDigitsOnly()) {
      return columns.column(mapping, source);
    }
    Map<String, Object> column = ColumnWriter.start(mapping.column(), ColumnWriter.type(mapping));
    column.put("slot", "value");
    List<String> convert = new ArrayList<>(List.of("trim", "html", BlankWords.CONVERTER, "trim"));
    if (mapping.isInteger() && mapping.has("add_collateral")) {
      convert.add("thousands");
      convert.add("round");
    } else if (mapping.isDecimal()) {
      convert.add("thousands");
    }
    column.put("convert", convert);
    String given = mapping.usableDefault();
    if (given != null) {
      column.put("default", given);
    }
    column.put("on-error", "pass");
    return column;
  }

  /** A later row of the same key is the one that stays, as there; only where there can be two. */
  private TableWriter.NewTable updated(
      TableWriter.NewTable table, Function<OldMapping, String> key) {
    List<OldMapping> mappings = old.of(table.name());
    if (mappings.stream().map(key).distinct().count() < mappings.size()) {
      table.head().put(TableWriter.ON_DUPLICATE, "update");
    }
    return table;
  }

  private TableWriter.NewTable table(
      String table,
      String keyColumns,
      List<Object> slots,
      String evidence,
      List<Map<String, Object>> made) {
    Map<String, Object> head = fields("rows", Map.of("slots", slots));
    if (!evidence.isEmpty()) {
      head.put("keep", Map.of("when", evidence + " IS NOT EMPTY"));
    }
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(tables.applicationId());
    all.addAll(made);
    List<String> key = new ArrayList<>(List.of("app_id"));
    key.addAll(List.of(keyColumns.split(",")));
    return new TableWriter.NewTable(table, key, head, all);
  }

  private static Map<String, Object> slot(String key, Map<String, ?> values) {
    return fields("key", key, "values", values);
  }

  private Map<String, String> flat(OldMapping mapping) {
    return values.from(mapping.path(), "@~" + mapping.attribute());
  }

  private static Map<String, String> constant(String text) {
    return Map.of("value", text);
  }

  private static Map<String, Object> keyColumn(String name, String type) {
    Map<String, Object> column = ColumnWriter.start(name, type);
    column.put("slot", "key");
    return column;
  }

  private static Map<String, Object> valueColumn(String name, String type) {
    Map<String, Object> column = ColumnWriter.start(name, type);
    column.put("slot", "value");
    return column;
  }

  private static String argument(OldMapping mapping, String creator) {
    return mapping.steps().stream()
        .filter(step -> step.name().equals(creator))
        .map(Step::argument)
        .findFirst()
        .orElse("");
  }
}
