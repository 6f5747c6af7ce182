package io.xmlfleet.mapping;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowFilter;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.XmlPath.Start;
import io.xmlfleet.contract.plan.CaptureBuilder;
import io.xmlfleet.contract.plan.Slot;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves what a contract says of a row against the row's element. Confined to one thread. */
final class ValueCompiler {
  private final CaptureBuilder captures;
  private final CaptureBuilder.Scope row;
  private final Selector.Compiler selections;

  /** Expressions that were compiled; a contract's values may use each other many times. */
  private final IdentityHashMap<ValueSource, RowValue> expressions = new IdentityHashMap<>();

  /**
   * A compiler for the rows of one scope.
   *
   * @param row scope of the row's element
   */
  ValueCompiler(CaptureBuilder captures, CaptureBuilder.Scope row, Selector.Compiler selections) {
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
      return new RowValue.Captured(slot(captures.document(), List.of(), path, from.pick()));
    }
    if (path.start() instanceof Start.Selected selected) {
      Selector selection = selections.get(selected.selection());
      List<Slot> slots =
          selections.scopes(selection).stream()
              .map(scope -> slot(scope, scope.path(), path, Pick.FIRST))
              .toList();
      boolean counts = path.counts() && path.steps().isEmpty();
      return new SelectedValue(selection, slots, from.pick(), counts, optional(from.match()));
    }
    List<PathStep> base = ancestorPath(path.climbs());
    return new RowValue.Captured(slot(captures.at(base), base, path, from.pick()));
  }

  private static Slot slot(
      CaptureBuilder.Scope scope, List<PathStep> base, XmlPath path, Pick pick) {
    List<PathStep> full = new ArrayList<>(base);
    full.addAll(path.steps());
    String text = text(full, path);
    return path.counts()
        ? scope.counter(full, pick, text)
        : scope.slot(full, path.attribute(), pick, text);
  }

  private Slot ancestor(int climbs) {
    List<PathStep> path = ancestorPath(climbs);
    return new Slot(captures.at(path).number(), 0, Slot.ELEMENT, Pick.FIRST, steps(path));
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
