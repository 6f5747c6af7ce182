package io.xmlfleet.mapping;

import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
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
    for (PathUse use : PathUse.of(plan)) {
      open.putIfAbsent(new Place(use.at(), use.slots().get(0).path(), use.purpose()), use.slots());
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
  List<SampleSurvey.Finding> unreached(String lead) {
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
                    lead + ' ' + place.path + " (" + place.purpose + ")",
                    0,
                    List.of()))
        .toList();
  }
}
