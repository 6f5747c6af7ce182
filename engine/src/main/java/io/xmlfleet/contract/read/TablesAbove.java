package io.xmlfleet.contract.read;

import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.text.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The tables of a contract so far, to which the next one may refer. Confined to one thread. */
final class TablesAbove {
  private final Problems problems;
  private final @Nullable String schema;
  private final Map<TableId, TableMapping> byId = new LinkedHashMap<>();

  /**
   * No tables so far.
   *
   * @param schema of tables that name none
   */
  TablesAbove(Problems problems, @Nullable String schema) {
    this.problems = problems;
    this.schema = schema;
  }

  TableId id(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableId(schema, text)
        : new TableId(text.substring(0, dot), text.substring(dot + 1));
  }

  /** Whether there was none of its name. */
  boolean add(TableMapping mapping) {
    return byId.putIfAbsent(folded(mapping.table().id()), mapping) == null;
  }

  List<TableMapping> all() {
    return List.copyOf(byId.values());
  }

  /** Null: the contract has none of this name above. */
  @Nullable TableMapping find(TableId id) {
    return byId.get(folded(id));
  }

  /** The table whose key rows refer to; null after a problem. */
  @Nullable TableMapping referenced(Node place, String text) {
    TableId id = id(text);
    TableMapping found = find(id);
    if (found == null) {
      List<String> known = byId.keySet().stream().map(TableId::name).toList();
      problems.add(
          place,
          "there is no table " + id + " before this one" + Suggestions.hint(id.name(), known));
      return null;
    }
    Table table = found.table();
    if (table.primaryKey().isEmpty()) {
      problems.add(place, "table " + id + " has no key to refer to");
    } else if (keyMayBeAnother(table)) {
      problems.add(
          place,
          "a row of "
              + id
              + " is known by "
              + String.join(", ", table.existing().naturalKey())
              + ", so the row that is there may have another key than the document says");
    }
    return found;
  }

  /** What the key of a table is looked up by; null: it is not looked up. */
  @Nullable Lookup lookupOfKey(TableId id) {
    TableMapping found = find(id);
    return found == null
        ? null
        : found.table().existing().lookups().get(found.table().primaryKey().get(0));
  }

  /** Whether a row that is there already may have another key than the row that it stands for. */
  private static boolean keyMayBeAnother(Table table) {
    return table.existing().onDuplicate() != OnDuplicate.REJECT
        && table.existing().generation() == null
        && !Set.copyOf(table.existing().naturalKey()).containsAll(table.primaryKey());
  }

  /** Databases compare names without case. */
  static TableId folded(TableId id) {
    String schema = id.schema();
    return new TableId(
        schema == null ? null : schema.toLowerCase(Locale.ROOT),
        id.name().toLowerCase(Locale.ROOT));
  }
}
