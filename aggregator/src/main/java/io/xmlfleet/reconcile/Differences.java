package io.xmlfleet.reconcile;

import io.xmlfleet.item.ItemId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.roaringbitmap.longlong.PeekableLongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** All differences of a run: items as compressed sets, the rest one by one. One thread. */
final class Differences {
  private final String run;
  private final Map<DifferenceKind, Roaring64Bitmap> items = new EnumMap<>(DifferenceKind.class);
  private final List<Difference> others = new ArrayList<>();

  Differences(String run) {
    this.run = run;
  }

  void items(DifferenceKind kind, Roaring64Bitmap differing) {
    if (!differing.isEmpty()) {
      items.put(kind, differing);
    }
  }

  /** Something about the run or a table. */
  void other(DifferenceKind kind, String text) {
    others.add(new Difference(kind, null, null, text));
  }

  Roaring64Bitmap items(DifferenceKind kind) {
    return items.getOrDefault(kind, new Roaring64Bitmap());
  }

  boolean none(DifferenceKind... kinds) {
    return Stream.of(kinds).allMatch(kind -> items(kind).isEmpty());
  }

  Map<DifferenceKind, Long> counts() {
    Map<DifferenceKind, Long> counts = new EnumMap<>(DifferenceKind.class);
    items.forEach((kind, set) -> counts.put(kind, set.getLongCardinality()));
    others.forEach(other -> counts.merge(other.kind(), 1L, Long::sum));
    return counts;
  }

  /** The first ones; what concerns the run or a table comes before the items. */
  List<Difference> first(int most) {
    List<Difference> first = new ArrayList<>(others.subList(0, Math.min(most, others.size())));
    items.forEach(
        (kind, set) -> {
          PeekableLongIterator sequences = set.getLongIterator();
          while (first.size() < most && sequences.hasNext()) {
            ItemId item = new ItemId(run, sequences.next());
            first.add(new Difference(kind, item, null, kind.meaning()));
          }
        });
    return first;
  }
}
