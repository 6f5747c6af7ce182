package io.xmlfleet.mapping;

import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.plan.Scope;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.text.Suggestions;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which paths of a contract documents have something at. Confined to one thread. */
final class PathCoverage {
  /** Paths that no document has reached yet. */
  private final Map<Place, List<Slot>> open = new LinkedHashMap<>();

  /** A path at a place of the contract, and what it is for. */
  private record Place(SourcePosition at, String path, String purpose) {}

  PathCoverage(ContractPlan plan) {
    plan.selectors().forEach(this::add);
    plan.demands().forEach(each -> add(each.test().values(), each.requirement().at(), "require"));
    plan.mappers().forEach(this::add);
  }

  private void add(Selector selector) {
    Selection selection = selector.selection();
    String purpose = "selection " + selection.name();
    scope(selector.scope(), selection.each(), selection.at(), purpose);
    selector.computations().forEach(each -> add(each.values(), selection.at(), purpose));
  }

  private void add(TableMapper table) {
    SourcePosition at = table.mapping().at();
    String name = table.table().id().toString();
    if (table.mapping().rows() instanceof RowRule.PerElement each) {
      scope(table.scope(), each.each(), at, name);
    }
    if (table.mapping().rows() instanceof RowRule.Slots slots) {
      for (int i = 0; i < slots.slots().size(); i++) {
        if (table.tests().get(i) instanceof Computation when) {
          add(when.values(), slots.slots().get(i).at(), name);
        }
      }
    } else {
      table.tests().forEach(test -> add(test.values(), at, name));
    }
    if (table.list() != null) {
      add(List.of(table.list()), at, name);
    }
    table.columns().forEach(column -> add(column, name + "." + column.name()));
  }

  private void add(ColumnMapper column, String name) {
    if (column.source() instanceof DatabaseValue.Question question) {
      question.match().forEach(match -> add(match.column(), name));
    } else if (column.source() instanceof RowValue.SlotValue slots) {
      slots.bySlot().stream()
          .filter(slot -> slot.value() != null)
          .forEach(slot -> add(List.of(slot.value()), slot.at(), name));
    } else {
      add(List.of(column.source()), column.mapping().at(), name);
    }
  }

  private void add(List<RowValue> values, SourcePosition at, String purpose) {
    for (RowValue value : values) {
      slots(value.slots(), at, purpose);
      add(value.inputs(), at, purpose);
    }
  }

  private void scope(Scope scope, XmlPath path, SourcePosition at, String purpose) {
    Slot element = Slot.ofElement(scope.number(), path.toString());
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
            default ->
                slot.aggregate() == null
                    ? element.text(slot.index()) != null
                    : element.count(slot.group()) > 0;
          };
      if (there) {
        return true;
      }
    }
    return false;
  }

  boolean isComplete() {
    return open.isEmpty();
  }

  /**
   * What no document has, in the order of the contract's text.
   *
   * @param lead what goes before a path: {@code no sample has}
   * @param there paths that documents have; one of them may be meant
   */
  List<SampleSurvey.Finding> unreached(String lead, Collection<String> there) {
    List<Place> places = new ArrayList<>(open.keySet());
    places.sort(
        Comparator.<Place>comparingInt(place -> place.at.line())
            .thenComparing(place -> place.at.column()));
    return places.stream()
        .map(
            place ->
                new SampleSurvey.Finding(
                    SampleSurvey.Finding.Kind.UNREACHED,
                    place.at,
                    lead + ' ' + place.path + " (" + place.purpose + ")" + meant(place.path, there),
                    0,
                    List.of()))
        .toList();
  }

  /** What counts elements is no step of their path; what leads anywhere is spelt like nothing. */
  private static String meant(String path, Collection<String> there) {
    return Suggestions.path(path.replaceFirst("/[a-z-]+\\(.*\\)$", ""), there);
  }
}
