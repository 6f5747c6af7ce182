package io.xmlfleet.mapping;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.Taken;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.XmlPath.Axis;
import io.xmlfleet.contract.XmlPath.Branch;
import io.xmlfleet.contract.XmlPath.Start;
import io.xmlfleet.contract.plan.CaptureBuilder;
import io.xmlfleet.contract.plan.Scope;
import io.xmlfleet.contract.plan.Slot;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Resolves what a contract says of a row against the row's element. Confined to one thread. */
final class ValueCompiler {
  private final CaptureBuilder captures;
  private final Scope row;
  private final Selector.Compiler selections;

  /** Expressions that were compiled; a contract's values may use each other many times. */
  private final IdentityHashMap<ValueSource, RowValue> expressions = new IdentityHashMap<>();

  /**
   * A compiler for the rows of one scope.
   *
   * @param row scope of the row's element
   */
  ValueCompiler(CaptureBuilder captures, Scope row, Selector.Compiler selections) {
    this.captures = captures;
    this.row = row;
    this.selections = selections;
  }

  RowValue value(ValueSource source) {
    if (source instanceof ValueSource.FromPath from) {
      return fromPath(from);
    }
    if (source instanceof ValueSource.Constant constant) {
      return new RowValue.Constant(constant.text());
    }
    if (source instanceof ValueSource.Ordinal ordinal) {
      return new RowValue.Ordinal(ordinal.climbs() == 0 ? null : ancestor(ordinal.climbs()));
    }
    if (source instanceof ValueSource.OrdinalOf of) {
      Scope near = captures.near(of.nearest());
      String text = of.nearest().axis().written() + of.nearest().name().name();
      Slot element = Slot.ofElement(near.number(), text);
      return new RowValue.Ordinal(element.behind(row.number(), row.link(near, of.nearest())));
    }
    if (source instanceof ValueSource.FromMetadata from) {
      return new RowValue.OfMetadata(from.metadata(), from.header());
    }
    if (source instanceof ValueSource.FromExpression from) {
      RowValue known = expressions.get(from);
      if (known == null) {
        known = new RowValue.OfExpression(computation(from.computed()));
        expressions.put(from, known);
      }
      return known;
    }
    if (source instanceof ValueSource.ListValue) {
      return new RowValue.Word();
    }
    if (source instanceof ValueSource.ListPosition) {
      return new RowValue.WordPosition();
    }
    if (source instanceof ValueSource.OfColumn column) {
      return new RowValue.OfColumn(column.column());
    }
    if (source instanceof ValueSource.Overflow) {
      row.keepOverflow();
      return new RowValue.Overflow(row.number());
    }
    throw new IllegalArgumentException("only a table knows its slots");
  }

  @Nullable Computation optional(@Nullable Computed computed) {
    return computed == null ? null : computation(computed);
  }

  Computation computation(Computed computed) {
    return new Computation(computed, computed.inputs().stream().map(this::value).toList());
  }

  RowTest test(RowFilter filter) {
    if (filter instanceof RowFilter.OneOf oneOf) {
      return new RowTest.OneOf(first(oneOf.path()), oneOf.values());
    }
    if (filter instanceof RowFilter.Present present) {
      return new RowTest.Present(first(present.path()), present.expected());
    }
    return computation(((RowFilter.That) filter).condition());
  }

  /** What a slot must meet to be a row: its condition, or that one of its values is there. */
  RowTest test(RowRule.Slot slot) {
    return slot.when() != null
        ? computation(slot.when())
        : new RowTest.AnyPresent(
            slot.values().values().stream()
                .filter(source -> !source.isConstant())
                .map(this::value)
                .toList());
  }

  RowValue.SlotSource ofSlot(RowRule.Slot slot, String column) {
    ValueSource source = slot.values().get(column);
    return new RowValue.SlotSource(
        source == null ? null : value(source), source != null && source.isConstant(), slot.at());
  }

  private RowValue first(XmlPath path) {
    return fromPath(new ValueSource.FromPath(path, Pick.FIRST));
  }

  private RowValue fromPath(ValueSource.FromPath from) {
    XmlPath path = from.path();
    if (path.start() instanceof Start.Root) {
      List<Branch> branches = from.path().branches();
      return new RowValue.Captured(slot(captures.document(), List.of(List.of()), branches, from));
    }
    if (path.start() instanceof Start.Selected selected) {
      Selector selection = selections.get(selected.selection());
      List<Slot> slots =
          selections.scopes(selection).stream()
              .map(
                  scope ->
                      slot(
                          scope,
                          scope.paths(),
                          path.branches(),
                          new ValueSource.FromPath(path, Pick.FIRST, null, from.aggregate())))
              .toList();
      boolean counts = path.counts() && path.steps().isEmpty();
      return new SelectedValue(selection, slots, from.pick(), counts, optional(from.match()));
    }
    if (path.start() instanceof Start.Nearest nearest) {
      Scope near = captures.near(nearest);
      Slot slot = near.slot(path.branches(), from.pick(), from.aggregate(), path.text());
      return new RowValue.Captured(slot.behind(row.number(), row.link(near, nearest)));
    }
    if (row.paths().stream().anyMatch(each -> path.climbs() >= PathStep.known(each))) {
      Start.Nearest any = new Start.Nearest(Axis.ANCESTOR, new PathStep(null, PathStep.ANY));
      return linked(captures.near(any), path.climbs(), from);
    }
    List<List<PathStep>> base = ancestorPaths(path.climbs());
    if (path.climbs() > 0 && row.paths().size() > 1) {
      return linked(captures.at(base), path.climbs(), from);
    }
    return new RowValue.Captured(slot(captures.at(base), base, path.branches(), from));
  }

  private Slot slot(
      Scope scope, List<List<PathStep>> bases, List<Branch> branches, ValueSource.FromPath from) {
    List<Branch> asked = branches;
    if (scope == captures.document() && !from.path().absolute()) {
      // The document's own paths begin at the root.
      asked =
          branches.stream()
              .map(
                  each ->
                      new Branch(
                          Selection.below(bases, List.of(each.steps())).get(0), each.taken()))
              .toList();
    }
    return scope.slot(asked, from.pick(), from.aggregate(), text(bases, branches));
  }

  /** A value of an element that the row's element has a link to. */
  private RowValue linked(Scope scope, int climbs, ValueSource.FromPath from) {
    Slot slot = slot(scope, scope.paths(), from.path().branches(), from);
    return new RowValue.Captured(behind(slot, scope, climbs));
  }

  private Slot behind(Slot slot, Scope scope, int climbs) {
    return slot.behind(row.number(), row.link(scope, climbs));
  }

  private Slot ancestor(int climbs) {
    List<List<PathStep>> paths = ancestorPaths(climbs);
    String text = text(paths, List.of(new Branch(List.of(), Taken.Part.TEXT)));
    Slot element = Slot.ofElement(captures.at(paths).number(), text);
    return row.paths().size() > 1 ? behind(element, captures.at(paths), climbs) : element;
  }

  private List<List<PathStep>> ancestorPaths(int climbs) {
    return row.paths().stream().map(path -> path.subList(0, path.size() - climbs)).toList();
  }

  private static String text(List<List<PathStep>> bases, List<Branch> branches) {
    return bases.stream()
        .flatMap(base -> branches.stream().map(branch -> text(base, branch)))
        .collect(Collectors.joining(" | "));
  }

  private static String text(List<PathStep> base, Branch branch) {
    String steps = PathStep.text(base) + PathStep.text(branch.steps());
    if (branch.taken() instanceof Taken.Attribute attribute) {
      return steps + "/@" + attribute.name().name();
    }
    String last = ((Taken.Part) branch.taken()).written();
    return last.isEmpty() ? steps : steps + "/" + last;
  }
}
