package io.xmlfleet.mapping;

import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements that a document gives each selection. Confined to one thread. */
final class SelectedElements {
  private final List<List<CapturedElement>> elements = new ArrayList<>();
  private final List<@Nullable Map<String, List<CapturedElement>>> byKey = new ArrayList<>();

  /** Adds the elements of the next selection. */
  void add(List<CapturedElement> selected) {
    elements.add(selected);
    byKey.add(null);
  }

  List<CapturedElement> of(int selection) {
    return elements.get(selection);
  }

  /** The elements of a selection by their keys; elements without a key are left out. */
  Map<String, List<CapturedElement>> byKey(int selection, RowInput row, TextReader key) {
    Map<String, List<CapturedElement>> known = byKey.get(selection);
    if (known == null) {
      known = new HashMap<>();
      for (CapturedElement element : elements.get(selection)) {
        row.begin(element, 0);
        String text = key.text(row);
        if (text != null) {
          known.computeIfAbsent(text, any -> new ArrayList<>(1)).add(element);
        }
      }
      byKey.set(selection, known);
    }
    return known;
  }
}
