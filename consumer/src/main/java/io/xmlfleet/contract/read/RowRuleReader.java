package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.ValueSource.FromPath;
import io.xmlfleet.contract.XmlPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what makes a row of a table. */
final class RowRuleReader {
  private static final RowRule DOCUMENT = new RowRule.PerDocument();

  private final Problems problems;
  private final PathParser paths;

  RowRuleReader(Problems problems, PathParser paths) {
    this.problems = problems;
    this.paths = paths;
  }

  RowRule read(Fields table) {
    Node node = table.node("rows");
    if (node == null) {
      return DOCUMENT;
    }
    if (node instanceof ScalarNode scalar) {
      if (!scalar.getValue().equals("document")) {
        problems.add(node, "rows is document, or a mapping with each or pairs");
      }
      return DOCUMENT;
    }
    Fields rows = Fields.of(node, problems, "rows", List.of("each", "where", "pairs"));
    if (rows == null) {
      return DOCUMENT;
    }
    if (rows.has("each") == rows.has("pairs")) {
      problems.add(node, "rows has either each or pairs");
      return DOCUMENT;
    }
    return rows.has("each") ? perElement(rows) : pairs(rows);
  }

  /** How many steps the path of a rule's row element has. */
  static int depth(RowRule rule) {
    return rule instanceof RowRule.PerElement perElement ? perElement.each().steps().size() : 1;
  }

  private RowRule perElement(Fields rows) {
    Node place = rows.place("each");
    XmlPath each = paths.absolute(place, rows.required("each"));
    if (each == null) {
      return DOCUMENT;
    }
    if (each.attribute() != null) {
      problems.add(place, "each is the path of an element, not of an attribute");
    }
    List<RowFilter> filters = new ArrayList<>();
    for (Node item : rows.list("where")) {
      RowFilter filter = filter(item, each.steps().size());
      if (filter != null) {
        filters.add(filter);
      }
    }
    return new RowRule.PerElement(each, filters);
  }

  private @Nullable RowFilter filter(Node item, int rowDepth) {
    Fields fields = Fields.of(item, problems, "a filter", List.of("path", "in", "present"));
    if (fields == null) {
      return null;
    }
    XmlPath path = paths.fromRow(fields.place("path"), fields.required("path"), rowDepth);
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
    if (rows.has("where")) {
      problems.add(rows.place("where"), "where goes with each, not with pairs");
    }
    List<RowRule.Pair> pairs = new ArrayList<>();
    for (Node item : rows.list("pairs")) {
      Fields fields = Fields.of(item, problems, "a pair", List.of("key", "from", "pick"));
      if (fields != null) {
        String key = fields.required("key");
        XmlPath path = paths.fromRow(fields.place("from"), fields.required("from"), 1);
        if (path != null) {
          FromPath from = new FromPath(path, fields.choice("pick", Pick.FIRST));
          pairs.add(new RowRule.Pair(key, from, fields.at()));
        }
      }
    }
    return new RowRule.Pairs(pairs);
  }
}
