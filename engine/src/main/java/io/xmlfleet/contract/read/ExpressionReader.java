package io.xmlfleet.contract.read;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.expression.Aggregate;
import io.xmlfleet.contract.expression.CompiledExpression;
import io.xmlfleet.contract.expression.Expression;
import io.xmlfleet.contract.expression.ExpressionParser;
import io.xmlfleet.contract.expression.Names;
import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.NameReference;
import io.xmlfleet.text.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads expressions and finds what their names stand for. Confined to one thread. */
final class ExpressionReader {
  private final Problems problems;
  private final PathParser paths;
  private final Map<String, ValueSource> values = new LinkedHashMap<>();

  ExpressionReader(Problems problems, PathParser paths) {
    this.problems = problems;
    this.paths = paths;
  }

  /** Declares a name for expressions that come after it; {@code place} is for a problem with it. */
  void declare(Node place, String name, ValueSource source) {
    if (isName(name)) {
      values.put(name, source);
    } else {
      problems.add(place, "no expression can say \"" + name + "\": letters, digits, _ and dots");
    }
  }

  private static boolean isName(String text) {
    boolean[] is = {false};
    try {
      ExpressionParser.parse(text)
          .compile(
              name -> {
                is[0] = !name.isPath() && name.text().equals(text);
                return 0;
              });
    } catch (ExpressionException e) {
      return false;
    }
    return is[0];
  }

  /** An expression of any type; null after a problem. */
  @Nullable Computed value(Node place, String text, RowContext row) {
    return read(place, text, row, false);
  }

  /** A condition; null after a problem. */
  @Nullable Computed condition(Node place, String text, RowContext row) {
    return read(place, text, row, true);
  }

  private @Nullable Computed read(Node place, String text, RowContext row, boolean condition) {
    Map<ValueSource, Integer> inputs = new LinkedHashMap<>();
    int before = problems.count();
    try {
      Expression expression = ExpressionParser.parse(text);
      Names names = new Inputs(place, row, inputs);
      CompiledExpression compiled =
          condition ? expression.compileCondition(names) : expression.compile(names);
      return problems.count() > before
          ? null
          : new Computed(text, compiled, List.copyOf(inputs.keySet()), problems.at(place));
    } catch (ExpressionException e) {
      problems.add(place, e.message() + '\n' + e.caret(text).indent(6).stripTrailing());
      return null;
    }
  }

  /** Where the texts of an expression's names come from. */
  private final class Inputs implements Names {
    private final Node place;
    private final RowContext row;
    private final Map<ValueSource, Integer> slots;

    Inputs(Node place, RowContext row, Map<ValueSource, Integer> slots) {
      this.place = place;
      this.row = row;
      this.slots = slots;
    }

    @Override
    public int applyAsInt(NameReference name) {
      return slot(name.isPath() ? path(name, null) : named(name, row));
    }

    @Override
    public int aggregate(NameReference name, Aggregate aggregate) {
      return slot(path(name, aggregate));
    }

    private int slot(ValueSource source) {
      Integer known = slots.putIfAbsent(source, slots.size());
      return known == null ? slots.size() - 1 : known;
    }

    private ValueSource path(NameReference name, @Nullable Aggregate aggregate) {
      XmlPath path = paths.fromRow(place, name.text(), row);
      if (path != null && aggregate != null && path.counts()) {
        throw ExpressionException.at(name, "count() is one number; COUNT([path]) counts as well");
      }
      return path == null
          ? new ValueSource.Constant("") // its problem is noted
          : new ValueSource.FromPath(path, Pick.FIRST, null, aggregate);
    }
  }

  private ValueSource named(NameReference name, RowContext row) {
    int column = row.columns().indexOf(name.text());
    if (column >= 0) {
      return new ValueSource.OfColumn(column);
    }
    ValueSource source = row.columns().isEmpty() ? values.get(name.text()) : null;
    if (source != null) {
      return source;
    }
    List<String> known = row.columns().isEmpty() ? List.copyOf(values.keySet()) : row.columns();
    String what = row.columns().isEmpty() ? "value" : "column";
    throw ExpressionException.at(
        name,
        "there is no "
            + what
            + " "
            + name.text()
            + Suggestions.hint(name.text(), known)
            + (row.columns().isEmpty() ? "; a path stands in brackets: [@name]" : ""));
  }
}
