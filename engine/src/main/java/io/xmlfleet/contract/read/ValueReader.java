package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.XmlPath.Start;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads values that are no columns: a path, or a mapping with one source. */
final class ValueReader {
  private static final List<String> KEYS = List.of("from", "pick", "match", "expression", "value");

  /** Keys that say more of {@code from}. */
  static final List<String> COMPANIONS = List.of("pick", "match");

  private final Problems problems;
  private final PathParser paths;
  private final ExpressionReader expressions;

  ValueReader(Problems problems, PathParser paths, ExpressionReader expressions) {
    this.problems = problems;
    this.paths = paths;
    this.expressions = expressions;
  }

  /** The value; null after a problem. */
  @Nullable ValueSource read(Node item, RowContext row) {
    if (item instanceof ScalarNode scalar) {
      XmlPath path = paths.fromRow(item, scalar.getValue(), row);
      return path == null ? null : new ValueSource.FromPath(path, Pick.FIRST);
    }
    Fields fields = Fields.of(item, problems, "a value", KEYS);
    if (fields == null) {
      return null;
    }
    long sources = List.of("from", "expression", "value").stream().filter(fields::has).count();
    if (sources != 1) {
      problems.add(item, "a value is a path, or has one of from, expression, value");
      return null;
    }
    for (String companion : COMPANIONS) {
      if (fields.has(companion) && !fields.has("from")) {
        problems.add(fields.place(companion), companion + " goes with from");
      }
    }
    if (fields.has("value")) {
      String text = fields.text("value");
      return text == null ? null : new ValueSource.Constant(text);
    }
    return fields.has("from") ? fromPath(fields, row) : fromExpression(fields, row);
  }

  /** What {@code expression} says; null after a problem. */
  @Nullable ValueSource fromExpression(Fields fields, RowContext row) {
    String text = fields.text("expression");
    Computed computed =
        text == null ? null : expressions.value(fields.place("expression"), text, row);
    return computed == null ? null : new ValueSource.FromExpression(computed);
  }

  /** What {@code ordinal: ancestor::NAME} says; null after a problem. */
  @Nullable ValueSource ordinalOf(Node place, String text, XmlPath.Axis axis, RowContext row) {
    XmlPath.Start.Nearest nearest = paths.nearest(place, text, axis, row);
    return nearest == null ? null : new ValueSource.OrdinalOf(nearest);
  }

  /** What {@code from}, {@code pick} and {@code match} say; null after a problem. */
  @Nullable ValueSource fromPath(Fields fields, RowContext row) {
    String text = fields.text("from");
    XmlPath path = text == null ? null : paths.fromRow(fields.place("from"), text, row);
    Pick pick = fields.choice("pick", Pick.FIRST);
    String matched = fields.text("match");
    Computed match =
        matched == null ? null : expressions.value(fields.place("match"), matched, row);
    if (path == null || (matched != null && match == null)) {
      return null;
    }
    if (pick == Pick.LAST_PLACE && !path.isPlain()) {
      problems.add(fields.place("pick"), "last-place goes with paths without predicates and |");
      return null;
    }
    if (match != null && !hasKey(path)) {
      problems.add(fields.place("match"), "match goes with a path into a selection that has a key");
      return null;
    }
    return new ValueSource.FromPath(path, pick, match, null);
  }

  private boolean hasKey(XmlPath path) {
    return path.start() instanceof Start.Selected selected && paths.hasKey(selected.selection());
  }
}
