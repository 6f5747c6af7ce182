package io.xmlfleet.mapping;

import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.plan.Scope;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of a contract and what it is for. Immutable.
 *
 * @param slots where what it leads to is found, by the scope of the element
 * @param table null: it is for no table
 * @param column null: it is for the rows, not for a value of theirs
 * @param purpose in a contract's words: {@code loan.amount}, {@code selection people}
 */
record PathUse(
    List<Slot> slots,
    SourcePosition at,
    @Nullable TableId table,
    @Nullable String column,
    String purpose) {

  /** All of a contract. */
  static List<PathUse> of(ContractPlan plan) {
    Collector all = new Collector();
    plan.selectors().forEach(all::add);
    plan.demands()
        .forEach(
            each ->
                all.add(
                    each.test().values(),
                    new PathUse(List.of(), each.requirement().at(), null, null, "require")));
    plan.mappers().forEach(all::add);
    return all.uses;
  }

  private PathUse with(List<Slot> others) {
    return new PathUse(others, at, table, column, purpose);
  }

  /** Confined to one thread. */
  private static final class Collector {
    private final List<PathUse> uses = new ArrayList<>();

    void add(Selector selector) {
      Selection selection = selector.selection();
      PathUse use =
          new PathUse(List.of(), selection.at(), null, null, "selection " + selection.name());
      scope(selector.scope(), selection.each(), use);
      selector.computations().forEach(each -> add(each.values(), use));
    }

    void add(TableMapper table) {
      TableId id = table.table().id();
      PathUse use = use(table.mapping().at(), id, null);
      if (table.mapping().rows() instanceof RowRule.PerElement each) {
        scope(table.scope(), each.each(), use);
      }
      if (table.mapping().rows() instanceof RowRule.Slots slots) {
        for (int i = 0; i < slots.slots().size(); i++) {
          if (table.tests().get(i) instanceof Computation when) {
            add(when.values(), use(slots.slots().get(i).at(), id, null));
          }
        }
      } else {
        table.tests().forEach(test -> add(test.values(), use));
      }
      if (table.list() != null) {
        add(List.of(table.list()), use);
      }
      table.columns().forEach(column -> add(column, id, column.name()));
    }

    /**
     * What a column reads.
     *
     * @param name of the table's column, where this one is what a look-up compares
     */
    private void add(ColumnMapper column, TableId table, String name) {
      PathUse use = use(column.mapping().at(), table, name);
      if (column.source() instanceof DatabaseValue.Question question) {
        question.match().forEach(match -> add(match.column(), table, name));
      } else if (column.source() instanceof RowValue.SlotValue slots) {
        slots.bySlot().stream()
            .filter(slot -> slot.value() != null)
            .forEach(slot -> add(List.of(slot.value()), use(slot.at(), table, name)));
      } else {
        add(List.of(column.source()), use);
      }
    }

    private static PathUse use(SourcePosition at, TableId table, @Nullable String column) {
      String purpose = column == null ? table.toString() : table + "." + column;
      return new PathUse(List.of(), at, table, column, purpose);
    }

    void add(List<RowValue> values, PathUse use) {
      for (RowValue value : values) {
        if (!value.slots().isEmpty()) {
          uses.add(use.with(value.slots()));
        }
        add(value.inputs(), use);
      }
    }

    private void scope(Scope scope, XmlPath path, PathUse use) {
      uses.add(use.with(List.of(Slot.ofElement(scope.number(), path.toString()))));
    }
  }
}
