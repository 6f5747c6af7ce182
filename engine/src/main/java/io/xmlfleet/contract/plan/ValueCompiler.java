package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.XmlPath.Start;
import io.xmlfleet.contract.plan.ValuePlan.ComputedPlan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Resolves what a contract says of a row against the row's element. */
final class ValueCompiler {
  private final Scopes scopes;
  private final Scopes.Scope row;
  private final ToIntFunction<String> selectionNumber;
  private final Function<String, List<Scopes.Scope>> selectionScopes;

  /** Expressions that were compiled; a contract's values may use each other many times. */
  private final IdentityHashMap<ValueSource, ValuePlan> expressions = new IdentityHashMap<>();

  /**
   * A compiler for the rows of one scope.
   *
   * @param row scope of the row's element
   * @param selectionNumber of a selection's name
   * @param selectionScopes of a selection's name: what its elements can be, its own scope first
   */
  ValueCompiler(
      Scopes scopes,
      Scopes.Scope row,
      ToIntFunction<String> selectionNumber,
      Function<String, List<Scopes.Scope>> selectionScopes) {
    this.scopes = scopes;
    this.row = row;
    this.selectionNumber = selectionNumber;
    this.selectionScopes = selectionScopes;
  }

  Scopes.Scope row() {
    return row;
  }

  ValuePlan value(ValueSource source) {
    if (source instanceof ValueSource.FromPath from) {
      return fromPath(from);
    }
    if (source instanceof ValueSource.Constant constant) {
      return new ValuePlan.Constant(constant.text());
    }
    if (source instanceof ValueSource.Ordinal ordinal) {
      return new ValuePlan.Ordinal(ordinal.climbs() == 0 ? null : ancestor(ordinal.climbs()));
    }
    if (source instanceof ValueSource.FromMetadata from) {
      return new ValuePlan.FromMetadata(from.metadata());
    }
    if (source instanceof ValueSource.FromExpression from) {
      ValuePlan known = expressions.get(from);
      if (known == null) {
        known = new ValuePlan.FromExpression(required(from.computed()));
        expressions.put(from, known);
      }
      return known;
    }
    if (source instanceof ValueSource.OfColumn column) {
      return new ValuePlan.OfColumn(column.column());
    }
    if (source instanceof ValueSource.Overflow) {
      row.keepOverflow();
      return new ValuePlan.Overflow(row.number());
    }
    throw new IllegalArgumentException("only a table knows its slots");
  }

  @Nullable ComputedPlan computed(@Nullable Computed computed) {
    return computed == null ? null : required(computed);
  }

  ComputedPlan required(Computed computed) {
    return new ComputedPlan(
        computed.text(),
        computed.expression(),
        computed.inputs().stream().map(this::value).toList());
  }

  FilterPlan filter(RowFilter filter) {
    if (filter instanceof RowFilter.OneOf oneOf) {
      return new FilterPlan.OneOf(first(oneOf.path()), oneOf.values());
    }
    if (filter instanceof RowFilter.Present present) {
      return new FilterPlan.Present(first(present.path()), present.expected());
    }
    return new FilterPlan.That(required(((RowFilter.That) filter).condition()));
  }

  private ValuePlan first(XmlPath path) {
    return fromPath(new ValueSource.FromPath(path, Pick.FIRST));
  }

  private ValuePlan fromPath(ValueSource.FromPath from) {
    XmlPath path = from.path();
    if (path.start() instanceof Start.Root) {
      return new ValuePlan.Captured(slot(scopes.document(), List.of(), path, from.pick()));
    }
    if (path.start() instanceof Start.Selected selected) {
      List<Slot> slots =
          selectionScopes.apply(selected.selection()).stream()
              .map(scope -> slot(scope, scope.path(), path, Pick.FIRST))
              .toList();
      return new ValuePlan.Selected(
          selectionNumber.applyAsInt(selected.selection()),
          slots,
          from.pick(),
          path.counts() && path.steps().isEmpty(),
          computed(from.match()));
    }
    List<PathStep> base = ancestorPath(path.climbs());
    return new ValuePlan.Captured(slot(scopes.at(base), base, path, from.pick()));
  }

  private static Slot slot(Scopes.Scope scope, List<PathStep> base, XmlPath path, Pick pick) {
    List<PathStep> full = new ArrayList<>(base);
    full.addAll(path.steps());
    String text = text(full, path);
    return path.counts()
        ? scope.counter(full, pick, text)
        : scope.slot(full, path.attribute(), pick, text);
  }

  private Slot ancestor(int climbs) {
    List<PathStep> path = ancestorPath(climbs);
    return new Slot(scopes.at(path).number(), 0, Slot.ELEMENT, Pick.FIRST, steps(path));
  }

  private List<PathStep> ancestorPath(int climbs) {
    return row.path().subList(0, row.path().size() - climbs);
  }

  private static String text(List<PathStep> steps, XmlPath path) {
    if (path.counts()) {
      return steps(steps) + "/count()";
    }
    PathStep attribute = path.attribute();
    return attribute == null ? steps(steps) : steps(steps) + "/@" + attribute.name();
  }

  private static String steps(List<PathStep> path) {
    StringBuilder text = new StringBuilder();
    path.forEach(step -> text.append(step.isAnywhere() ? "//" : "/").append(step.name()));
    return text.toString();
  }
}
