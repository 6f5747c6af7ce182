package io.xmlfleet.contract.read;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.Keep;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.TableMapping.RowPolicy;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.Table.ForeignKey;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a contract's tables and checks what they say of each other. */
final class TableReader {
  private static final List<String> KEYS =
      List.of("table", "key", "foreign-keys", "rows", "keep", "unique", "columns", "description");

  private static final List<String> KEEP_WORDS = List.of("always", "not-empty");

  private final Problems problems;
  private final RowRuleReader rules;
  private final ColumnReader columns;
  private final ExpressionReader expressions;

  TableReader(
      Problems problems, RowRuleReader rules, ColumnReader columns, ExpressionReader expressions) {
    this.problems = problems;
    this.rules = rules;
    this.columns = columns;
    this.expressions = expressions;
  }

  List<TableMapping> readAll(Fields contract, @Nullable String schema) {
    Map<TableId, TableMapping> tables = new LinkedHashMap<>();
    if (contract.list("tables").isEmpty()) {
      problems.add(contract.place("tables"), "tables lists at least one table");
    }
    for (Node item : contract.list("tables")) {
      Fields fields = Fields.of(item, problems, "a table", KEYS);
      if (fields != null) {
        TableMapping mapping = read(fields, schema, tables);
        if (tables.putIfAbsent(folded(mapping.table().id()), mapping) != null) {
          problems.add(fields.place("table"), "table " + mapping.table().id() + " is there twice");
        }
      }
    }
    return List.copyOf(tables.values());
  }

  private TableMapping read(
      Fields fields, @Nullable String schema, Map<TableId, TableMapping> before) {
    TableId id = id(fields.required("table"), schema);
    fields.text("description");
    RowRule rows = rules.read(fields);
    List<String> key = fields.texts("key");
    RowContext row = rules.context(rows);
    List<ColumnMapping> mappings = columns(fields, rows, row, key);
    List<String> names = mappings.stream().map(mapping -> mapping.column().name()).toList();
    checkNames(fields.place("key"), key, names);
    checkNames(fields.place("unique"), fields.texts("unique"), names);
    List<ForeignKey> foreignKeys = new ArrayList<>();
    for (Node item : fields.list("foreign-keys")) {
      ForeignKey foreignKey = foreignKey(item, schema, names, before);
      if (foreignKey != null) {
        foreignKeys.add(foreignKey);
      }
    }
    Table table =
        new Table(id, mappings.stream().map(ColumnMapping::column).toList(), key, foreignKeys);
    RowPolicy policy = new RowPolicy(keep(fields, row.withColumns(names)), fields.texts("unique"));
    return new TableMapping(table, slotValues(rows, mappings), policy, mappings, fields.at());
  }

  private Keep keep(Fields fields, RowContext row) {
    Node node = fields.node("keep");
    if (node == null) {
      return new Keep.Always();
    }
    if (node instanceof MappingNode) {
      Fields keep = Fields.of(node, problems, "keep", List.of("when"));
      Computed condition =
          keep == null
              ? null
              : expressions.condition(keep.place("when"), keep.required("when"), row);
      return condition == null ? new Keep.Always() : new Keep.When(condition);
    }
    String text = fields.text("keep");
    if (text != null && !KEEP_WORDS.contains(text)) {
      problems.add(node, "unknown word \"" + text + "\"" + Suggestions.hint(text, KEEP_WORDS));
    }
    return "not-empty".equals(text) ? new Keep.NotEmpty() : new Keep.Always();
  }

  /** Slots by the names of the columns that they fill; a pair fills each column that asks. */
  private RowRule slotValues(RowRule rows, List<ColumnMapping> mappings) {
    if (!(rows instanceof RowRule.Slots slots)) {
      return rows;
    }
    List<String> filled =
        mappings.stream()
            .filter(mapping -> mapping.source() instanceof ValueSource.SlotValue)
            .map(mapping -> mapping.column().name())
            .toList();
    return new RowRule.Slots(slots.slots().stream().map(slot -> slotValues(slot, filled)).toList());
  }

  private RowRule.Slot slotValues(RowRule.Slot slot, List<String> filled) {
    ValueSource ofPair = slot.values().get(RowRuleReader.PAIR_VALUE);
    if (ofPair != null) {
      Map<String, ValueSource> same = new HashMap<>();
      filled.forEach(column -> same.put(column, ofPair));
      return new RowRule.Slot(slot.key(), slot.when(), same, slot.at());
    }
    for (String column : slot.values().keySet()) {
      if (!filled.contains(column)) {
        problems.add(
            slot.at(),
            "no column " + column + " says slot: value" + Suggestions.hint(column, filled));
      }
    }
    return slot;
  }

  private List<ColumnMapping> columns(
      Fields fields, RowRule rows, RowContext row, List<String> key) {
    Map<String, ColumnMapping> byName = new LinkedHashMap<>();
    if (fields.list("columns").isEmpty()) {
      problems.add(fields.place("columns"), "columns lists at least one column");
    }
    for (Node item : fields.list("columns")) {
      ColumnMapping mapping = columns.read(item, rows, row, key);
      if (mapping != null) {
        String name = mapping.column().name();
        // Databases compare names without case.
        if (byName.putIfAbsent(name.toLowerCase(Locale.ROOT), mapping) != null) {
          problems.add(item, "column " + name + " is there twice");
        }
      }
    }
    return List.copyOf(byName.values());
  }

  private @Nullable ForeignKey foreignKey(
      Node item, @Nullable String schema, List<String> names, Map<TableId, TableMapping> before) {
    Fields fields = Fields.of(item, problems, "a foreign key", List.of("columns", "references"));
    if (fields == null) {
      return null;
    }
    List<String> from = fields.texts("columns");
    checkNames(fields.place("columns"), from, names);
    TableId target = id(fields.required("references"), schema);
    TableMapping referenced = before.get(folded(target));
    if (referenced == null) {
      List<String> known = before.keySet().stream().map(TableId::name).toList();
      problems.add(
          fields.place("references"),
          "there is no table "
              + target
              + " before this one"
              + Suggestions.hint(target.name(), known));
      return null;
    }
    int expected = referenced.table().primaryKey().size();
    if (expected == 0) {
      problems.add(fields.place("references"), "table " + target + " has no key to refer to");
    } else if (from.size() != expected) {
      problems.add(
          fields.place("columns"),
          "the key of " + target + " has " + expected + " columns, not " + from.size());
    }
    return new ForeignKey(from, referenced.table().id());
  }

  private void checkNames(Node place, List<String> written, List<String> known) {
    Map<String, Integer> seen = new HashMap<>();
    for (String name : written) {
      if (!known.contains(name)) {
        problems.add(place, "there is no column " + name + Suggestions.hint(name, known));
      }
      if (seen.merge(name, 1, Integer::sum) == 2) {
        problems.add(place, "column " + name + " is there twice");
      }
    }
  }

  private static TableId id(String text, @Nullable String schema) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableId(schema, text)
        : new TableId(text.substring(0, dot), text.substring(dot + 1));
  }

  private static TableId folded(TableId id) {
    String schema = id.schema();
    return new TableId(
        schema == null ? null : schema.toLowerCase(Locale.ROOT),
        id.name().toLowerCase(Locale.ROOT));
  }
}
