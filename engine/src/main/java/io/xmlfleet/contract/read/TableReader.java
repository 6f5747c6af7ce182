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
import io.xmlfleet.text.Suggestions;
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
      List.of(
          "table",
          "key",
          "natural-key",
          "on-duplicate",
          "foreign-keys",
          "rows",
          "keep",
          "unique",
          "columns",
          "description");

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
    TablesAbove tables = new TablesAbove(problems, schema);
    if (contract.list("tables").isEmpty()) {
      problems.add(contract.place("tables"), "tables lists at least one table");
    }
    for (Node item : contract.list("tables")) {
      Fields fields = Fields.of(item, problems, "a table", KEYS);
      if (fields != null) {
        TableMapping mapping = read(fields, tables);
        if (!tables.add(mapping)) {
          problems.add(fields.place("table"), "table " + mapping.table().id() + " is there twice");
        }
        checkLookups(mapping.table().id(), tables);
      }
    }
    return tables.all();
  }

  private TableMapping read(Fields fields, TablesAbove above) {
    TableId id = above.id(fields.required("table"));
    fields.text("description");
    RowRule rows = rules.read(fields);
    List<String> key = fields.texts("key");
    List<String> naturalKey = fields.texts("natural-key");
    List<String> unique = fields.texts("unique");
    RowContext context = rules.context(rows);
    ValueSource list = rules.list(fields, context);
    ColumnReader.Row row =
        new ColumnReader.Row(rows, context, list != null, key, naturalKey, above);
    List<ColumnMapping> mappings = columns(fields, row);
    List<String> names = mappings.stream().map(mapping -> mapping.column().name()).toList();
    boolean allRead = mappings.size() == fields.list("columns").size();
    if (allRead) { // else what is named may be a column that is at fault itself
      checkNames(fields.place("key"), key, names);
      checkNames(fields.place("natural-key"), naturalKey, names);
      checkNames(fields.place("unique"), unique, names);
    }
    checkUnique(fields.place("unique"), unique, mappings);
    List<ForeignKey> foreignKeys = new ArrayList<>();
    for (Node item : fields.list("foreign-keys")) {
      ForeignKey foreignKey = foreignKey(item, mappings, names, above);
      if (foreignKey != null) {
        foreignKeys.add(foreignKey);
      }
    }
    Table table =
        new Table(
            id,
            mappings.stream().map(ColumnMapping::column).toList(),
            key,
            foreignKeys,
            new ExistingReader(problems, above).read(fields, row, mappings));
    Keep keep = keep(fields, context.withColumns(names), mappings);
    return new TableMapping(
        table,
        slotValues(rows, mappings),
        list,
        new RowPolicy(keep, unique),
        mappings,
        fields.at());
  }

  /** Rows that a document brings later are not there yet when the database is asked. */
  private void checkLookups(TableId last, TablesAbove tables) {
    for (TableMapping table : tables.all()) {
      for (ColumnMapping column : table.columns()) {
        if (column.source() instanceof ValueSource.FromLookup from
            && TablesAbove.folded(from.lookup().table()).equals(TablesAbove.folded(last))) {
          problems.add(
              column.at(),
              "the look-up asks "
                  + last
                  + ", which must be another table, above this one or not of this contract");
        }
      }
    }
  }

  private Keep keep(Fields fields, RowContext row, List<ColumnMapping> mappings) {
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
      if (keep == null || condition == null) {
        return new Keep.Always();
      }
      checkKnown(keep.place("when"), condition, mappings);
      return new Keep.When(condition);
    }
    String text = fields.text("keep");
    if (text != null && !KEEP_WORDS.contains(text)) {
      problems.add(node, "unknown word \"" + text + "\"" + Suggestions.hint(text, KEEP_WORDS));
    }
    return "not-empty".equals(text) ? new Keep.NotEmpty() : new Keep.Always();
  }

  private void checkKnown(Node place, Computed condition, List<ColumnMapping> mappings) {
    for (ValueSource input : condition.inputs()) {
      if (input instanceof ValueSource.OfColumn of) {
        ColumnMapping column = mappings.get(of.column());
        if (column.source() instanceof ValueSource.Generated
            || column.source() instanceof ValueSource.FromLookup
            || ValueSource.FromMetadata.isLoadTime(column.source())) {
          problems.add(
              place, "only the database knows the values of column " + column.column().name());
        }
      }
    }
  }

  /** Slots by the names of the columns that they fill; a pair fills each column that asks. */
  private RowRule slotValues(RowRule rows, List<ColumnMapping> mappings) {
    if (!(rows instanceof RowRule.Slots slots)) {
      return rows;
    }
    List<String> filled =
        mappings.stream()
            .filter(TableReader::asksSlot)
            .map(mapping -> mapping.column().name())
            .toList();
    return new RowRule.Slots(slots.slots().stream().map(slot -> slotValues(slot, filled)).toList());
  }

  private static boolean asksSlot(ColumnMapping column) {
    return column.source() instanceof ValueSource.SlotValue
        || (column.source() instanceof ValueSource.FromLookup from
            && from.match().stream().anyMatch(TableReader::asksSlot));
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

  private List<ColumnMapping> columns(Fields fields, ColumnReader.Row row) {
    Map<String, ColumnMapping> byName = new LinkedHashMap<>();
    if (fields.list("columns").isEmpty()) {
      problems.add(fields.place("columns"), "columns lists at least one column");
    }
    for (Node item : fields.list("columns")) {
      ColumnMapping mapping = columns.read(item, row);
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
      Node item, List<ColumnMapping> columns, List<String> names, TablesAbove above) {
    Fields fields = Fields.of(item, problems, "a foreign key", List.of("columns", "references"));
    if (fields == null) {
      return null;
    }
    List<String> from = fields.texts("columns");
    checkNames(fields.place("columns"), from, names);
    TableMapping referenced =
        above.referenced(fields.place("references"), fields.required("references"));
    if (referenced == null) {
      return null;
    }
    Table target = referenced.table();
    int expected = target.primaryKey().size();
    if (expected > 0 && from.size() != expected) {
      problems.add(
          fields.place("columns"),
          "the key of " + target.id() + " has " + expected + " columns, not " + from.size());
    }
    if (target.existing().generation() != null) {
      columns.stream()
          .filter(column -> expected == 1 && from.contains(column.column().name()))
          .filter(column -> !(column.source() instanceof ValueSource.KeyOf))
          .filter(column -> !(column.source() instanceof ValueSource.FromLookup))
          .forEach(
              column ->
                  problems.add(
                      column.at(),
                      "the database makes the key of "
                          + target.id()
                          + ": column "
                          + column.column().name()
                          + " is from: { key-of: "
                          + target.id()
                          + " }"));
    }
    return new ForeignKey(from, referenced.table().id());
  }

  private void checkUnique(Node place, List<String> unique, List<ColumnMapping> mappings) {
    for (ColumnMapping column : mappings) {
      if (column.source() instanceof ValueSource.Generated
          && unique.contains(column.column().name())) {
        problems.add(
            place,
            "the database makes column " + column.column().name() + ", so no two rows agree in it");
      }
    }
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
}
