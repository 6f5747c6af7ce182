package io.xmlfleet.reconcile;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Items by attempt, as compressed sets of sequences. Confined to one thread. */
final class AttemptSets {
  private final NavigableMap<Integer, Roaring64Bitmap> byAttempt = new TreeMap<>();

  void add(int attempt, long sequence) {
    byAttempt.computeIfAbsent(attempt, any -> new Roaring64Bitmap()).addLong(sequence);
  }

  /** Items of any attempt. */
  Roaring64Bitmap all() {
    return union(byAttempt.values());
  }

  /** Items of which no later attempt is in the others. */
  Roaring64Bitmap notCaughtUpBy(AttemptSets others) {
    Roaring64Bitmap behind = new Roaring64Bitmap();
    byAttempt.forEach(
        (attempt, items) ->
            behind.or(
                Roaring64Bitmap.andNot(
                    items, union(others.byAttempt.tailMap(attempt, true).values()))));
    return behind;
  }

  static Roaring64Bitmap union(Collection<Roaring64Bitmap> sets) {
    Roaring64Bitmap union = new Roaring64Bitmap();
    sets.forEach(union::or);
    return union;
  }
}
