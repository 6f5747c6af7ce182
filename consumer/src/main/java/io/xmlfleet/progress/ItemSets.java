package io.xmlfleet.progress;

import io.xmlfleet.message.Stage;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Which items of a run are in which state: compressed sets of sequences, so that ten million
 * contiguous ones take kilobytes. An item is in one set of outcomes at most; loaded is final.
 * Confined to one thread.
 */
final class ItemSets {
  final Roaring64Bitmap loaded = new Roaring64Bitmap();
  final Roaring64Bitmap alreadyLoaded = new Roaring64Bitmap();
  final Map<Stage, Roaring64Bitmap> failed = new EnumMap<>(Stage.class);

  /** Items that have a dead letter on the topic, whatever their outcome. */
  final Roaring64Bitmap letters = new Roaring64Bitmap();

  ItemSets() {
    for (Stage stage : Stage.values()) {
      failed.put(stage, new Roaring64Bitmap());
    }
  }

  boolean succeeded(long sequence) {
    return loaded.contains(sequence) || alreadyLoaded.contains(sequence);
  }

  /**
   * Moves an item to success.
   *
   * @return {@link Change#NONE} if it was there before
   */
  Change succeed(long sequence, boolean already) {
    if (succeeded(sequence)) {
      return Change.NONE;
    }
    boolean hadFailed = removeFailure(sequence);
    (already ? alreadyLoaded : loaded).addLong(sequence);
    return hadFailed || letters.contains(sequence) ? Change.HEALED : Change.CHANGED;
  }

  /**
   * Notes that an item has a dead letter.
   *
   * @return {@link Change#STALE} if it is loaded
   */
  Change putLetter(long sequence) {
    letters.addLong(sequence);
    return succeeded(sequence) ? Change.STALE : Change.NONE;
  }

  /** Notes that an item has no dead letter any more. */
  void removeLetter(long sequence) {
    letters.removeLong(sequence);
  }

  /**
   * Moves an item to failure, unless it is loaded.
   *
   * @return {@link Change#STALE} if it is loaded
   */
  Change fail(long sequence, Stage stage) {
    if (succeeded(sequence)) {
      return Change.STALE;
    }
    if (at(stage).contains(sequence)) {
      return Change.NONE;
    }
    removeFailure(sequence);
    at(stage).addLong(sequence);
    return Change.CHANGED;
  }

  boolean failedAtAll(long sequence) {
    return failed.values().stream().anyMatch(set -> set.contains(sequence));
  }

  long failures() {
    return failed.values().stream().mapToLong(Roaring64Bitmap::getLongCardinality).sum();
  }

  Map<Stage, Long> failuresByStage() {
    Map<Stage, Long> counts = new EnumMap<>(Stage.class);
    failed.forEach(
        (stage, set) -> {
          if (!set.isEmpty()) {
            counts.put(stage, set.getLongCardinality());
          }
        });
    return counts;
  }

  private Roaring64Bitmap at(Stage stage) {
    return failed.computeIfAbsent(stage, any -> new Roaring64Bitmap());
  }

  private boolean removeFailure(long sequence) {
    for (Roaring64Bitmap set : failed.values()) {
      if (set.contains(sequence)) {
        set.removeLong(sequence);
        return true;
      }
    }
    return false;
  }
}
