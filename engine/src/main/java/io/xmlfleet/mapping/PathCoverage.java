package io.xmlfleet.mapping;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.plan.ColumnPlan;
import io.xmlfleet.contract.plan.ContractPlan;
import io.xmlfleet.contract.plan.FilterPlan;
import io.xmlfleet.contract.plan.SelectionPlan;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.contract.plan.TablePlan;
import io.xmlfleet.contract.plan.ValuePlan;
import io.xmlfleet.contract.plan.ValuePlan.ComputedPlan;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which paths of a contract documents have something at. Confined to one thread. */
final class PathCoverage {
  /** Paths that no document has reached yet. */
  private final Map<Place, List<Slot>> open = new LinkedHashMap<>();

  /** A path at a place of the contract, and what it is for. */
  private record Place(SourcePosition at, String path, String purpose) {}

  PathCoverage(ContractPlan plan) {
    Contract contract = plan.contract();
    for (int i = 0; i < plan.selections().size(); i++) {
      add(plan.selections().get(i), contract.selections().get(i));
    }
    plan.requirements().forEach(each -> filter(each.filter(), each.requirement().at(), "require"));
    plan.tablePlans().forEach(this::add);
  }

  private void add(SelectionPlan plan, io.xmlfleet.contract.Selection selection) {
    SourcePosition at = selection.at();
    String purpose = "selection " + plan.name();
    scope(plan.scope(), selection.each().toString(), at, purpose);
    SelectionPlan.RulesPlan rules = plan.rules();
    computed(rules.where(), at, purpose);
    computed(rules.among() == null ? null : rules.among().match(), at, purpose);
    if (rules.unique() != null) {
      rules.unique().by().forEach(by -> computed(by, at, purpose));
      computed(rules.unique().rank(), at, purpose);
    }
    computed(rules.prefer(), at, purpose);
    computed(plan.key(), at, purpose);
  }

  private void add(TablePlan table) {
    SourcePosition at = table.mapping().at();
    String name = table.mapping().table().id().toString();
    if (table.rows() instanceof TablePlan.Rows.OfScope scope) {
      scope(
          scope.scope(), ((RowRule.PerElement) table.mapping().rows()).each().toString(), at, name);
      scope.filters().forEach(filter -> filter(filter, at, name));
    } else if (table.rows() instanceof TablePlan.Rows.OfSelection selection) {
      selection.filters().forEach(filter -> filter(filter, at, name));
    } else if (table.rows() instanceof TablePlan.Rows.OfSlots slots) {
      slots.slots().forEach(slot -> computed(slot.when(), slot.slot().at(), name));
    }
    table.columns().forEach(column -> add(column, name + "." + column.mapping().column().name()));
  }

  private void add(ColumnPlan column, String name) {
    if (column.value() instanceof ValuePlan.SlotValue slots) {
      slots.bySlot().forEach(slot -> value(slot.value(), slot.at(), name));
    } else {
      value(column.value(), column.mapping().at(), name);
    }
  }

  private void filter(FilterPlan filter, SourcePosition at, String purpose) {
    if (filter instanceof FilterPlan.That that) {
      computed(that.condition(), at, purpose);
    } else if (filter instanceof FilterPlan.OneOf oneOf) {
      value(oneOf.value(), at, purpose);
    } else {
      value(((FilterPlan.Present) filter).value(), at, purpose);
    }
  }

  private void computed(@Nullable ComputedPlan plan, SourcePosition at, String purpose) {
    if (plan != null) {
      plan.inputs().forEach(input -> value(input, at, purpose));
    }
  }

  private void value(@Nullable ValuePlan plan, SourcePosition at, String purpose) {
    if (plan instanceof ValuePlan.Captured captured) {
      slots(List.of(captured.slot()), at, purpose);
    } else if (plan instanceof ValuePlan.Selected selected) {
      slots(selected.slots(), at, purpose);
      computed(selected.match(), at, purpose);
    } else if (plan instanceof ValuePlan.FromExpression from) {
      computed(from.computed(), at, purpose);
    }
  }

  private void scope(int scope, String path, SourcePosition at, String purpose) {
    Slot element = new Slot(scope, 0, Slot.ELEMENT, io.xmlfleet.contract.Pick.FIRST, path);
    slots(List.of(element), at, purpose);
  }

  private void slots(List<Slot> slots, SourcePosition at, String purpose) {
    if (!slots.isEmpty()) {
      open.putIfAbsent(new Place(at, slots.get(0).path(), purpose), slots);
    }
  }

  /** Takes note of what a document has. */
  void add(DocumentInput document) {
    Iterator<List<Slot>> left = open.values().iterator();
    while (left.hasNext()) {
      if (left.next().stream().anyMatch(slot -> reaches(document, slot))) {
        left.remove();
      }
    }
  }

  private static boolean reaches(DocumentInput document, Slot slot) {
    for (CapturedElement element : document.captured().elements(slot.scope())) {
      boolean there =
          switch (slot.index()) {
            case Slot.ELEMENT -> true;
            case Slot.COUNT -> element.count(slot.group()) > 0;
            default -> element.text(slot.index()) != null;
          };
      if (there) {
        return true;
      }
    }
    return false;
  }

  /**
   * What no document has, in the order of the contract's text.
   *
   * @param lead what goes before a path: {@code no sample has}
   */
  List<SampleFinding> unreached(String lead) {
    List<Place> places = new ArrayList<>(open.keySet());
    places.sort(
        Comparator.<Place>comparingInt(place -> place.at.line())
            .thenComparing(place -> place.at.column()));
    return places.stream()
        .map(
            place ->
                new SampleFinding(
                    SampleFinding.Kind.UNREACHED,
                    place.at,
                    lead + ' ' + place.path + " (" + place.purpose + ")",
                    0,
                    List.of()))
        .toList();
  }
}
