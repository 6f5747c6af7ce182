package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.AttemptSets.union;

import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Which items have an open dead letter, while the topic is read. Within a partition the later
 * record wins. An item's records stand in two partitions when partitions were added between them:
 * then the later time wins, and since times are kept for those few only, they have to be read once
 * more. Confined to one thread.
 */
final class LetterSets {
  private final Map<Integer, Roaring64Bitmap> open = new HashMap<>();
  private final Map<Integer, Roaring64Bitmap> resolved = new HashMap<>();
  private final Map<Long, Latest> decided = new HashMap<>();
  private Roaring64Bitmap contested = new Roaring64Bitmap();

  private record Latest(long millis, boolean open) {}

  /** The first reading. */
  void add(int partition, long sequence, boolean isOpen) {
    at(isOpen ? open : resolved, partition).addLong(sequence);
    at(isOpen ? resolved : open, partition).removeLong(sequence);
  }

  /** Whether some items have to be read again. */
  boolean undecided() {
    contested = Roaring64Bitmap.and(union(open.values()), union(resolved.values()));
    return !contested.isEmpty();
  }

  /** The second reading, of all records again. */
  void addTime(long sequence, boolean isOpen, long millis) {
    if (contested.contains(sequence)) {
      Latest known = decided.get(sequence);
      if (known == null || known.millis <= millis) {
        decided.put(sequence, new Latest(millis, isOpen));
      }
    }
  }

  Roaring64Bitmap open() {
    Roaring64Bitmap result = union(open.values());
    decided.forEach(
        (sequence, latest) -> {
          if (!latest.open) {
            result.removeLong(sequence);
          }
        });
    return result;
  }

  private static Roaring64Bitmap at(Map<Integer, Roaring64Bitmap> sets, int partition) {
    return sets.computeIfAbsent(partition, any -> new Roaring64Bitmap());
  }
}
