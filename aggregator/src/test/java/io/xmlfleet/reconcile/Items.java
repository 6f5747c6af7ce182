package io.xmlfleet.reconcile;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Differences as tests compare them. */
final class Items {
  private Items() {}

  /** Sequences by kind, comma-separated. */
  static Map<DifferenceKind, String> byKind(Differences differences) {
    Map<DifferenceKind, String> items = new EnumMap<>(DifferenceKind.class);
    for (DifferenceKind kind : DifferenceKind.values()) {
      if (!differences.none(kind)) {
        items.put(
            kind,
            LongStream.of(differences.items(kind).toArray())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",")));
      }
    }
    return items;
  }
}
