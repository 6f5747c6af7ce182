package io.xmlfleet.xml;

import io.xmlfleet.contract.plan.Capture;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts of elements in several places: an element takes the place of the one before it of the same
 * path. Confined to one thread.
 */
final class PlaceTexts {
  /** By capture and path, in the order in which the paths came. */
  private final Map<Place, Map<Integer, String>> texts = new LinkedHashMap<>();

  private int place;

  /** An element of a path begins. */
  void meet(Capture capture, int path) {
    place = path;
    Map<Integer, String> before = texts.get(new Place(capture.group(), path));
    if (before == null) {
      texts.put(new Place(capture.group(), path), new HashMap<>());
    } else {
      before.clear();
    }
  }

  void put(Capture capture, int slot, String text) {
    Map<Integer, String> ofPlace = texts.get(new Place(capture.group(), place));
    if (ofPlace != null) {
      ofPlace.put(slot, text);
    }
  }

  /** Puts the last text of each slot where it belongs. */
  void settle(@Nullable String[] slots) {
    texts.values().forEach(ofPlace -> ofPlace.forEach((slot, text) -> slots[slot] = text));
  }

  private record Place(int group, int path) {}
}
