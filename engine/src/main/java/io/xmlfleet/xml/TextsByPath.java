package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.Capture;
import io.xmlfleet.failure.MemoryLimit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts of elements in several places: an element takes the place of the one before it of the same
 * path. Confined to one thread.
 */
final class TextsByPath {
  /** A path that is kept: its entry, and a map with one text in it. */
  private static final int PLACE = 300;

  /** By capture and path, in the order in which the paths came. */
  private final Map<Place, Map<Integer, String>> texts = new LinkedHashMap<>();

  /** Of the element that came last. */
  private Map<Integer, String> latest = new HashMap<>();

  /** An element of a path begins; it takes the place of one before it. */
  void meet(Capture capture, int path, MemoryLimit memory) {
    Place place = new Place(capture.group(), path);
    Map<Integer, String> known = texts.get(place);
    if (known == null) {
      memory.use(PLACE);
      known = new HashMap<>();
      texts.put(place, known);
    }
    known.values().forEach(text -> memory.use(-MemoryLimit.of(text)));
    known.clear();
    latest = known;
  }

  /** A text of the element that came last. */
  void put(int slot, String text) {
    latest.put(slot, text);
  }

  /** The text content of the last element of a path. */
  void putAt(Capture capture, int path, String text) {
    Map<Integer, String> ofPlace = texts.get(new Place(capture.group(), path));
    if (ofPlace != null) {
      ofPlace.put(capture.textSlot(), text);
    }
  }

  /** Puts the last text of each slot where it belongs. */
  void settle(@Nullable String[] slots) {
    texts.values().forEach(ofPlace -> ofPlace.forEach((slot, text) -> slots[slot] = text));
  }

  private record Place(int group, int path) {}
}
