package io.xmlfleet.mapping;

import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.contract.plan.Slot;
import io.xmlfleet.text.Suggestions;
import io.xmlfleet.xml.CapturedDocument;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which paths of a contract documents have something at. Confined to one thread. */
final class PathCoverage {
  /** Paths that no document has reached yet. */
  private final Map<Place, List<Slot>> open = new LinkedHashMap<>();

  private final CapturePlan plan;

  /** A path at a place of the contract, and what it is for. */
  private record Place(SourcePosition at, String path, String purpose) {}

  PathCoverage(ContractPlan plan) {
    this.plan = plan.capture();
    for (PathUse use : PathUse.of(plan)) {
      open.putIfAbsent(new Place(use.at(), use.slots().get(0).path(), use.purpose()), use.slots());
    }
  }

  /** Takes note of what a document has. */
  void add(DocumentInput document) {
    Iterator<List<Slot>> left = open.values().iterator();
    while (left.hasNext()) {
      if (left.next().stream().anyMatch(slot -> reaches(document.captured(), slot))) {
        left.remove();
      }
    }
  }

  private boolean reaches(CapturedDocument document, Slot slot) {
    Stream<@Nullable CapturedElement> reached =
        document.elements(slot.scope()).stream().map(owner -> RowValue.behind(owner, slot));
    // What a schema allows has no order: an element before may come behind.
    Stream<@Nullable CapturedElement> before =
        plan.isBehindLinkBefore(slot)
            ? document.elements(plan.scopeOf(slot)).stream().map(element -> element)
            : Stream.empty();
    return Stream.concat(reached, before)
        .anyMatch(element -> element != null && has(element, slot));
  }

  private static boolean has(CapturedElement element, Slot slot) {
    return switch (slot.index()) {
      case Slot.ELEMENT -> true;
      case Slot.COUNT -> element.count(slot.group()) > 0;
      default ->
          slot.aggregate() == null
              ? element.text(slot.index()) != null
              : element.count(slot.group()) > 0;
    };
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
