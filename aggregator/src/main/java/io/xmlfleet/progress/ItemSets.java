package io.xmlfleet.progress;

import io.xmlfleet.failure.Stage;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which items of a run are in which state: compressed sets of sequences, so that ten million
 * contiguous ones take kilobytes. An item is in one set of outcomes at most; loaded is final.
 * Confined to one thread.
 *
 * @param loaded items whose rows this run inserted
 * @param alreadyLoaded items whose rows were there
 * @param letters items that have a dead letter on the topic, whatever their outcome
 * @param failed the others, by stage; of each stage a set
 */
record ItemSets(
    SequenceSet loaded,
    SequenceSet alreadyLoaded,
    SequenceSet letters,
    Map<Stage, SequenceSet> failed) {
  ItemSets {
    Map<Stage, SequenceSet> complete = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      complete.put(stage, failed.getOrDefault(stage, new SequenceSet()));
    }
    failed = complete;
  }

  ItemSets() {
    this(new SequenceSet(), new SequenceSet(), new SequenceSet(), Map.of());
  }

  boolean succeeded(long sequence) {
    return loaded.contains(sequence) || alreadyLoaded.contains(sequence);
  }

  /**
   * Moves an item to success.
   *
   * @return {@link ItemChange#NONE} if it was there before
   */
  ItemChange succeed(long sequence, boolean already) {
    if (succeeded(sequence)) {
      return ItemChange.NONE;
    }
    boolean hadFailed = removeFailure(sequence);
    (already ? alreadyLoaded : loaded).add(sequence);
    return hadFailed || letters.contains(sequence) ? ItemChange.HEALED : ItemChange.CHANGED;
  }

  /**
   * Notes that an item has a dead letter.
   *
   * @return {@link ItemChange#STALE} if it is loaded
   */
  ItemChange putLetter(long sequence) {
    letters.add(sequence);
    return succeeded(sequence) ? ItemChange.STALE : ItemChange.NONE;
  }

  /** Notes that an item has no dead letter any more. */
  void removeLetter(long sequence) {
    letters.remove(sequence);
  }

  /**
   * Moves an item to failure, unless it is loaded.
   *
   * @return {@link ItemChange#STALE} if it is loaded
   */
  ItemChange fail(long sequence, Stage stage) {
    if (succeeded(sequence)) {
      return ItemChange.STALE;
    }
    if (at(stage).contains(sequence)) {
      return ItemChange.NONE;
    }
    removeFailure(sequence);
    at(stage).add(sequence);
    return ItemChange.CHANGED;
  }

  boolean failedAtAll(long sequence) {
    return failed.values().stream().anyMatch(set -> set.contains(sequence));
  }

  long completed() {
    return loaded.size() + alreadyLoaded.size() + failures();
  }

  long failures() {
    long failures = 0;
    for (SequenceSet set : failed.values()) {
      failures += set.size();
    }
    return failures;
  }

  Map<Stage, Long> failuresByStage() {
    Map<Stage, Long> counts = new EnumMap<>(Stage.class);
    failed.forEach(
        (stage, set) -> {
          if (set.size() > 0) {
            counts.put(stage, set.size());
          }
        });
    return counts;
  }

  private SequenceSet at(Stage stage) {
    return failed.computeIfAbsent(stage, any -> new SequenceSet());
  }

  private boolean removeFailure(long sequence) {
    for (SequenceSet set : failed.values()) {
      if (set.remove(sequence)) {
        return true;
      }
    }
    return false;
  }
}
