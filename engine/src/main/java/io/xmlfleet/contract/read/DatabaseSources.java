package io.xmlfleet.contract.read;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Metadata;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Lookup.OnMissing;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads sources that give no text: generated keys, keys of other tables' rows, look-ups, the time
 * of loading.
 */
final class DatabaseSources {
  /** Keys of a column that say what becomes of its text. */
  private static final List<String> OF_TEXT =
      List.of(
          "convert",
          "formats",
          "enum",
          "default",
          "on-error",
          "too-long",
          "inexact",
          "zone",
          "two-digit-years");

  private static final String LOADED_AT = "loaded-at";

  private final Problems problems;
  private final RowRuleReader rules;

  DatabaseSources(Problems problems, RowRuleReader rules) {
    this.problems = problems;
    this.rules = rules;
  }

  /** Whether a column's source is one of these. */
  static boolean reads(Fields column, String source) {
    return source.equals("generated")
        || source.equals("lookup")
        || (source.equals("from") && column.node(source) instanceof MappingNode)
        || (source.equals("meta") && LOADED_AT.equals(column.text(source)));
  }

  /**
   * The source; null after a problem.
   *
   * @param columns reads what a look-up compares
   */
  @Nullable ValueSource read(
      Fields fields, String source, Column column, ColumnReader.Row row, ColumnReader columns) {
    for (String key : OF_TEXT) {
      if (fields.has(key)) {
        problems.add(fields.place(key), key + " is for texts, and " + source + " gives none");
      }
    }
    Node node = fields.place(source);
    return switch (source) {
      case "generated" -> generated(node, column, row);
      case "lookup" -> lookup(node, column, row, columns);
      case "meta" -> loadedAt(node, column, row);
      default -> keyOf(node, column, row);
    };
  }

  private @Nullable ValueSource generated(Node node, Column column, ColumnReader.Row row) {
    switch (column.type().kind()) {
      case TINYINT, SMALLINT, INT, BIGINT -> {}
      default -> problems.add(node, "a generated column is an integer, not " + column.type());
    }
    if (!row.key().contains(column.name())) {
      problems.add(node, "generated goes with a column of the key");
    }
    if (node instanceof MappingNode) {
      Fields fields = Fields.of(node, problems, "generated", List.of("sequence"));
      return fields == null
          ? null
          : new ValueSource.Generated(row.above().id(fields.required("sequence")));
    }
    if (!(node instanceof ScalarNode scalar) || !scalar.getValue().equals("identity")) {
      problems.add(node, "generated is identity, or { sequence: NAME }");
    }
    return new ValueSource.Generated(null);
  }

  private ValueSource loadedAt(Node node, Column column, ColumnReader.Row row) {
    switch (column.type().kind()) {
      case DATE, DATETIME, DATETIMEOFFSET -> {}
      default ->
          problems.add(
              node, LOADED_AT + " is a datetimeoffset, datetime or date, not " + column.type());
    }
    if (row.isRequired(column.name())) {
      problems.add(node, LOADED_AT + " is another one each time: no row is known by it");
    }
    return new ValueSource.FromMetadata(Metadata.LOADED_AT, null);
  }

  private @Nullable ValueSource keyOf(Node node, Column column, ColumnReader.Row row) {
    Fields fields = Fields.of(node, problems, "from", List.of("key-of"));
    if (fields == null) {
      return null;
    }
    Node place = fields.place("key-of");
    TableMapping parent = row.above().referenced(place, fields.required("key-of"));
    if (parent == null || parent.table().primaryKey().isEmpty()) {
      return null;
    }
    Table table = parent.table();
    if (table.primaryKey().size() > 1) {
      problems.add(place, "the key of " + table.id() + " has more than one column");
      return null;
    }
    checkType(place, column, table);
    if (parent.list() != null) {
      problems.add(
          place, "the rows of " + table.id() + " are words, and none is around another row");
    }
    if (!isAround(parent.rows(), row.rule())) {
      problems.add(
          place,
          "no row of "
              + table.id()
              + " is around a row of this table: "
              + (parent.rows() instanceof RowRule.Slots
                  ? "they are slots"
                  : "the path of this table's rows does not begin with that of " + table.id()));
    }
    return new ValueSource.KeyOf(table.id());
  }

  private void checkType(Node place, Column column, Table parent) {
    String key = parent.primaryKey().get(0);
    for (Column each : parent.columns()) {
      if (each.name().equals(key) && !each.type().equals(column.type())) {
        problems.add(
            place,
            "the key of " + parent.id() + " is " + each.type() + ", and this " + column.type());
      }
    }
  }

  /** Whether each row's element is, or stands in, one that may be a row of another table. */
  private boolean isAround(RowRule parent, RowRule child) {
    if (parent instanceof RowRule.PerDocument) {
      return true;
    }
    List<List<PathStep>> outer = rules.paths(parent);
    List<List<PathStep>> inner = rules.paths(child);
    return outer != null
        && inner != null
        && inner.stream().allMatch(path -> outer.stream().anyMatch(each -> begins(path, each)));
  }

  private static boolean begins(List<PathStep> path, List<PathStep> with) {
    return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
  }

  private @Nullable ValueSource lookup(
      Node node, Column column, ColumnReader.Row row, ColumnReader columns) {
    Fields fields =
        Fields.of(node, problems, "lookup", List.of("table", "match", "take", "on-missing"));
    if (fields == null) {
      return null;
    }
    TableId id = row.above().id(fields.required("table"));
    String take = fields.required("take");
    OnMissing onMissing = fields.choice("on-missing", OnMissing.REJECT);
    if (onMissing == OnMissing.NULL && !column.nullable()) {
      problems.add(
          fields.place("table"),
          "on-missing: null leaves column "
              + column.name()
              + " without a value, and it is required");
    }
    List<ColumnMapping> match = match(fields, row, columns);
    List<Column> compared = match.stream().map(ColumnMapping::column).toList();
    if (compared.stream().anyMatch(each -> each.name().equalsIgnoreCase(take))) {
      problems.add(fields.place("take"), "column " + take + " is in match, so its value is known");
    }
    TableMapping known = row.above().find(id);
    if (known != null) {
      List<String> names = known.table().columns().stream().map(Column::name).toList();
      checkName(fields.place("take"), take, names, id);
      compared.forEach(each -> checkName(fields.place("match"), each.name(), names, id));
    }
    Column taken = new Column(take, column.type(), false, column.mayBeNarrower(), false);
    return new ValueSource.FromLookup(new Lookup(id, compared, taken, onMissing), match);
  }

  private List<ColumnMapping> match(Fields lookup, ColumnReader.Row row, ColumnReader columns) {
    Node node = lookup.node("match");
    Fields byColumn = node == null ? null : Fields.any(node, problems, "match");
    List<ColumnMapping> match = new ArrayList<>();
    if (byColumn == null || byColumn.names().isEmpty()) {
      if (node == null || byColumn != null) {
        problems.add(lookup.place("match"), "a look-up has match: values by column");
      }
      return match;
    }
    for (String column : byColumn.names()) {
      ColumnMapping mapping = columns.match(byColumn.place(column), column, row);
      if (mapping != null) {
        match.add(mapping);
      }
    }
    return match;
  }

  private void checkName(Node place, String name, List<String> known, TableId table) {
    if (known.stream().noneMatch(name::equalsIgnoreCase)) {
      problems.add(
          place, "table " + table + " has no column " + name + Suggestions.hint(name, known));
    }
  }
}
