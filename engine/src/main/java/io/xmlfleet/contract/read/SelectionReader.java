package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.Selection.Among;
import io.xmlfleet.contract.Selection.Take;
import io.xmlfleet.contract.Selection.Unique;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.expression.ExpressionType;
import io.xmlfleet.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a contract's selections, each after those that it refers to. */
final class SelectionReader {
  private static final List<String> KEYS =
      List.of(
          "each",
          "below",
          "where",
          "among",
          "unique",
          "prefer",
          "take",
          "key",
          "otherwise",
          "description");

  private final Problems problems;
  private final PathParser paths;
  private final Selections selections;
  private final ExpressionReader expressions;

  SelectionReader(
      Problems problems, PathParser paths, Selections selections, ExpressionReader expressions) {
    this.problems = problems;
    this.paths = paths;
    this.selections = selections;
    this.expressions = expressions;
  }

  void readAll(Fields contract) {
    Node node = contract.node("selections");
    Fields byName = node == null ? null : Fields.any(node, problems, "selections");
    if (byName == null) {
      return;
    }
    for (String name : byName.names()) {
      Fields fields = Fields.of(byName.place(name), problems, "a selection", KEYS);
      Selection selection = fields == null ? null : read(name, fields);
      if (selection != null) {
        selections.add(selection);
      }
    }
  }

  private @Nullable Selection read(String name, Fields fields) {
    fields.text("description");
    if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      problems.add(fields.at(), "a selection's name has letters, digits, - and _ only");
      return null;
    }
    Selection parent = reference(fields, "below");
    if (fields.has("below") && parent == null) {
      return null;
    }
    if (parent != null && !selections.isOfOnePath(parent)) {
      problems.add(fields.place("below"), "the elements above are of one path");
    }
    String text = fields.required("each");
    Node place = fields.place("each");
    XmlPath each = parent == null ? paths.absolute(place, text) : paths.below(place, text);
    if (each == null) {
      return null;
    }
    if (!each.isOfElements()) {
      problems.add(place, "each is the path of an element");
    }
    if (parent != null && !isClear(parent, each)) {
      problems.add(
          place,
          "elements of "
              + parent.name()
              + " may stand in each other, so // comes first or not at all: select the element"
              + " before it, and below that with .//");
    }
    List<List<PathStep>> steps =
        parent == null ? each.ways() : Selection.below(selections.paths(parent), each.ways());
    if (!paths.follows(place, steps)) {
      return null;
    }
    if (steps.stream().anyMatch(path -> path.size() > PathParser.MOST_STEPS)) {
      problems.add(
          place, "not a path: more than " + PathParser.MOST_STEPS + " steps from the root");
      return null;
    }
    RowContext row = RowContext.at(steps);
    Selection otherwise = reference(fields, "otherwise");
    Selection read = selection(name, fields, each, parent, otherwise, row);
    checkStandIn(fields, read, otherwise, steps);
    return read;
  }

  /** Whether the nearest element of a selection around is one that a path leads from. */
  private boolean isClear(Selection parent, XmlPath each) {
    boolean nests =
        selections.paths(parent).stream().flatMap(List::stream).anyMatch(PathStep::isAnywhere);
    return !nests
        || each.ways().stream()
            .allMatch(
                way -> way.get(0).isAnywhere() || way.stream().noneMatch(PathStep::isAnywhere));
  }

  /** What stands in for a selection is found by its own key, or by the same one. */
  private void checkStandIn(
      Fields fields,
      Selection selection,
      @Nullable Selection otherwise,
      List<List<PathStep>> steps) {
    boolean needsKey =
        otherwise != null
            && selection.key() != null
            && otherwise.key() == null
            && !(selections.paths(otherwise).equals(steps) && selections.isOfOnePath(otherwise));
    if (otherwise != null && needsKey) {
      problems.add(
          fields.place("otherwise"),
          "selection " + otherwise.name() + " has another path, so it needs a key of its own");
    }
  }

  private Selection selection(
      String name,
      Fields fields,
      XmlPath each,
      @Nullable Selection parent,
      @Nullable Selection otherwise,
      RowContext row) {
    return new Selection(
        name,
        each,
        parent == null ? null : parent.name(),
        new Selection.Rules(
            condition(fields, "where", row),
            among(fields, row),
            unique(fields, row),
            condition(fields, "prefer", row),
            fields.choice("take", Take.ALL)),
        value(fields, "key", row),
        otherwise == null ? null : otherwise.name(),
        fields.at());
  }

  private @Nullable Among among(Fields selection, RowContext row) {
    Node node = selection.node("among");
    Fields fields =
        node == null ? null : Fields.of(node, problems, "among", List.of("selection", "match"));
    if (fields == null) {
      return null;
    }
    fields.required("selection");
    fields.required("match");
    Selection other = reference(fields, "selection");
    Computed match = value(fields, "match", row);
    if (other != null && other.key() == null) {
      problems.add(fields.place("selection"), "selection " + other.name() + " has no key");
    }
    return other == null || match == null ? null : new Among(other.name(), match);
  }

  private @Nullable Unique unique(Fields selection, RowContext row) {
    Node node = selection.node("unique");
    Fields fields =
        node == null ? null : Fields.of(node, problems, "unique", List.of("by", "rank", "keep"));
    if (fields == null) {
      return null;
    }
    List<Computed> by = new ArrayList<>();
    for (Node item : fields.items("by")) {
      String text = fields.textOf(item, "by");
      Computed computed = text == null ? null : expressions.value(item, text, row);
      if (computed != null) {
        by.add(computed);
      }
    }
    if (by.isEmpty()) {
      problems.add(fields.place("by"), "by lists at least one expression");
    }
    return new Unique(by, rank(fields, row), fields.choice("keep", Unique.Keep.FIRST));
  }

  private @Nullable Computed rank(Fields fields, RowContext row) {
    Computed rank = value(fields, "rank", row);
    ExpressionType type = rank == null ? ExpressionType.NUMBER : rank.expression().type();
    if (type == ExpressionType.DATE || type == ExpressionType.DATETIME) {
      problems.add(fields.place("rank"), "rank is a number; dates have no order here");
    }
    return rank;
  }

  private @Nullable Selection reference(Fields fields, String key) {
    String name = fields.text(key);
    Selection found = name == null ? null : selections.get(name);
    if (name != null && found == null) {
      problems.add(
          fields.place(key),
          "there is no selection " + name + " above" + Suggestions.hint(name, selections.names()));
    }
    return found;
  }

  private @Nullable Computed condition(Fields fields, String key, RowContext row) {
    String text = fields.text(key);
    return text == null ? null : expressions.condition(fields.place(key), text, row);
  }

  private @Nullable Computed value(Fields fields, String key, RowContext row) {
    String text = fields.text(key);
    return text == null ? null : expressions.value(fields.place(key), text, row);
  }
}
