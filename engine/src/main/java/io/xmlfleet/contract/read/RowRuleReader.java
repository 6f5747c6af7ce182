package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.ValueSource.FromPath;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.text.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what makes a row of a table. */
final class RowRuleReader {
  private static final String LIST = "list";

  /** The value that a pair gives; no column can have this name. */
  static final String PAIR_VALUE = "";

  private static final RowRule DOCUMENT = new RowRule.PerDocument();

  private final Problems problems;
  private final PathParser paths;
  private final Selections selections;
  private final ExpressionReader expressions;
  private final SlotReader slots;
  private final ValueReader values;

  RowRuleReader(
      Problems problems,
      PathParser paths,
      Selections selections,
      ExpressionReader expressions,
      ValueReader values) {
    this.problems = problems;
    this.paths = paths;
    this.selections = selections;
    this.expressions = expressions;
    this.slots = new SlotReader(problems, values, expressions);
    this.values = values;
  }

  RowRule read(Fields table) {
    Node node = table.node("rows");
    if (node == null) {
      return DOCUMENT;
    }
    if (node instanceof ScalarNode scalar) {
      if (!scalar.getValue().equals("document")) {
        problems.add(node, "rows is document, or a mapping with each, pairs or slots");
      }
      return DOCUMENT;
    }
    Fields rows =
        Fields.of(node, problems, "rows", List.of("each", "list", "where", "pairs", "slots"));
    if (rows == null) {
      return DOCUMENT;
    }
    List<String> written = List.of("each", "pairs", "slots").stream().filter(rows::has).toList();
    if (written.size() != 1) {
      problems.add(node, "rows has one of each, pairs, slots");
      return DOCUMENT;
    }
    for (String companion : List.of("where", LIST)) {
      if (rows.has(companion) && !rows.has("each")) {
        problems.add(
            rows.place(companion), companion + " goes with each, not with " + written.get(0));
      }
    }
    return switch (written.get(0)) {
      case "each" -> each(rows);
      case "pairs" -> pairs(rows);
      default -> slots.read(rows);
    };
  }

  /** The list whose words are rows; null: the table's rows are no words. */
  @Nullable ValueSource list(Fields table, RowContext row) {
    if (table.node("rows") instanceof MappingNode rows) {
      for (NodeTuple entry : rows.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(LIST)) {
          return values.read(entry.getValueNode(), row);
        }
      }
    }
    return null;
  }

  /** What paths and names in the rows of a rule refer to. */
  RowContext context(RowRule rule) {
    List<List<PathStep>> paths = paths(rule);
    return paths == null ? RowContext.DOCUMENT : RowContext.at(paths);
  }

  /** The paths of the elements that are rows; null: no elements are. */
  @Nullable List<List<PathStep>> paths(RowRule rule) {
    if (rule instanceof RowRule.PerElement perElement) {
      return perElement.each().ways();
    }
    Selection selection =
        rule instanceof RowRule.PerSelected selected ? selections.get(selected.selection()) : null;
    return selection == null ? null : selections.paths(selection);
  }

  private RowRule each(Fields rows) {
    Node place = rows.place("each");
    String text = rows.required("each");
    if (text.startsWith("$")) {
      return selected(rows, place, text.substring(1));
    }
    XmlPath each = paths.absolute(place, text);
    if (each == null) {
      return DOCUMENT;
    }
    if (!each.isOfElements()) {
      problems.add(place, "each is the path of an element");
    }
    return new RowRule.PerElement(each, filters(rows, RowContext.at(each.ways())));
  }

  private RowRule selected(Fields rows, Node place, String name) {
    Selection selection = selections.get(name);
    if (selection == null) {
      problems.add(
          place, "there is no selection " + name + Suggestions.hint(name, selections.names()));
      return DOCUMENT;
    }
    if (!selections.isOfOnePath(selection)) {
      problems.add(place, "rows are elements of one path, and " + name + " may be of another");
    }
    return new RowRule.PerSelected(name, filters(rows, RowContext.at(selections.paths(selection))));
  }

  private List<RowFilter> filters(Fields rows, RowContext row) {
    List<RowFilter> filters = new ArrayList<>();
    for (Node item : rows.items("where")) {
      RowFilter filter =
          item instanceof ScalarNode scalar
              ? that(item, scalar.getValue(), row)
              : filter(item, row);
      if (filter != null) {
        filters.add(filter);
      }
    }
    return filters;
  }

  private @Nullable RowFilter that(Node item, String text, RowContext row) {
    Computed condition = expressions.condition(item, text, row);
    return condition == null ? null : new RowFilter.That(condition);
  }

  private @Nullable RowFilter filter(Node item, RowContext row) {
    Fields fields = Fields.of(item, problems, "a filter", List.of("path", "in", "present"));
    if (fields == null) {
      return null;
    }
    XmlPath path = paths.fromRow(fields.place("path"), fields.required("path"), row);
    Set<String> values = new LinkedHashSet<>(fields.texts("in"));
    boolean present = fields.flag("present", true);
    if (fields.has("in") == fields.has("present")) {
      problems.add(item, "a filter has either in or present");
      return null;
    }
    if (fields.has("in") && values.isEmpty()) {
      problems.add(fields.place("in"), "in lists at least one text");
    }
    if (path == null) {
      return null;
    }
    return fields.has("in")
        ? new RowFilter.OneOf(path, values)
        : new RowFilter.Present(path, present);
  }

  private RowRule pairs(Fields rows) {
    List<RowRule.Slot> pairs = new ArrayList<>();
    for (Node item : rows.list("pairs")) {
      Fields fields = Fields.of(item, problems, "a pair", List.of("key", "from", "pick"));
      if (fields != null) {
        String key = fields.required("key");
        XmlPath path =
            paths.fromRow(fields.place("from"), fields.required("from"), RowContext.DOCUMENT);
        if (path != null) {
          FromPath from = new FromPath(path, fields.choice("pick", Pick.FIRST));
          pairs.add(new RowRule.Slot(key, null, Map.of(PAIR_VALUE, from), fields.at()));
        }
      }
    }
    return new RowRule.Slots(pairs);
  }
}
