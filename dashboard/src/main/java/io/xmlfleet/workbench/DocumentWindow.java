package io.xmlfleet.workbench;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractUses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some elements of a document, in document order, and what the contract takes of them. Immutable.
 *
 * @param from number of the first one, from 1
 * @param more whether others come behind
 * @param problem why the document cannot be read further; null: it can
 */
record DocumentWindow(
    int from, boolean more, @Nullable String problem, List<ShownElement> elements) {
  private static final int LONGEST_TEXT = 300;

  /**
   * An element.
   *
   * @param rows tables that have a row of it
   * @param other what else it is taken for: selections, counts, demands
   * @param uses what its text is taken for
   * @param taken whether the contract takes anything of it or of what is in it, as far as that is
   *     known
   * @param times how often there is such an element in all samples
   * @param documents how many samples have one
   */
  record ShownElement(
      int number,
      int depth,
      String name,
      List<ShownValue> attributes,
      String text,
      List<String> rows,
      List<String> other,
      List<String> uses,
      boolean taken,
      boolean hasChildren,
      long times,
      int documents) {}

  /** An attribute and what it is taken for. */
  record ShownValue(String name, String value, List<String> uses) {}

  /** The window that begins at an element. */
  static DocumentWindow of(
      byte[] document, int from, int most, @Nullable ContractUses uses, SamplePaths paths) {
    List<MappedWalk.Element> shown = new ArrayList<>();
    MappedWalk walk =
        new MappedWalk(
            uses,
            paths,
            element -> {
              if (element.number() >= from && shown.size() < most) {
                shown.add(element);
              }
              return element.number() < from + most;
            });
    Failure failure = walk.run(document);
    return new DocumentWindow(
        from,
        walk.elements() >= from + most,
        failure == null ? null : failure.reason() + place(failure),
        shown.stream().map(DocumentWindow::shown).toList());
  }

  private static String place(Failure failure) {
    return failure.location() == null ? "" : " (" + failure.location() + ")";
  }

  private static ShownElement shown(MappedWalk.Element element) {
    ContractUses.Place place = element.place();
    List<ContractUses.Use> self = place == null ? List.of() : place.element();
    Set<String> rows = new LinkedHashSet<>();
    Set<String> other = new LinkedHashSet<>();
    for (ContractUses.Use use : self) {
      if (use.table() != null && use.column() == null) {
        rows.add(use.table().toString());
      } else {
        other.add(use.purpose());
      }
    }
    SamplePaths.Node path = element.path();
    return new ShownElement(
        element.number(),
        element.depth(),
        element.name().local(),
        element.attributes().stream()
            .map(
                each ->
                    new ShownValue(
                        each.name().local(),
                        cut(each.value()),
                        place == null
                            ? List.of()
                            : purposes(
                                place.attribute(each.name().local(), each.name().namespace()))))
            .toList(),
        cut(element.text()),
        List.copyOf(rows),
        List.copyOf(other),
        place == null ? List.of() : purposes(place.text()),
        place == null || !place.isUnused(),
        element.hasChildren(),
        path == null ? 0 : path.times(),
        path == null ? 0 : path.documents());
  }

  static List<String> purposes(List<ContractUses.Use> uses) {
    return uses.stream().map(ContractUses.Use::purpose).distinct().toList();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + '…';
  }
}
