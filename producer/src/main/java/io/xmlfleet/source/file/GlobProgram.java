package io.xmlfleet.source.file;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A compiled glob. All ways through it are followed at once, one character of the path after the
 * other, so a path takes at most its length times the glob's: paths are names that others chose.
 * Immutable and thread-safe.
 */
final class GlobProgram {
  static final int NOWHERE = -1;

  /**
   * One place in the glob.
   *
   * @param taken the characters that lead to the next place; null: it is left without one
   * @param other where it can be left for without a character; {@link #NOWHERE}: only the next
   * @param goesOn whether the next place, without a character, is one of its ways
   */
  record Place(@Nullable IntPredicate taken, int other, boolean goesOn) {}

  private final Place[] places;

  GlobProgram(List<Place> places) {
    this.places = places.toArray(Place[]::new);
  }

  boolean matches(String path) {
    Front now = new Front(places);
    Front then = new Front(places);
    now.reach(0);
    for (int at = 0; at < path.length() && now.size > 0; ) {
      int c = path.codePointAt(at);
      at += Character.charCount(c);
      for (int i = 0; i < now.size; i++) {
        int place = now.reached[i];
        IntPredicate taken = place == places.length ? null : places[place].taken();
        if (taken != null && taken.test(c)) {
          then.reach(place + 1);
        }
      }
      Front done = now;
      now = then;
      then = done;
      then.clear();
    }
    return now.isReached[places.length];
  }

  /** The places that some way has come to. The one behind the last is the end. */
  private static final class Front {
    private final Place[] places;
    private final int[] reached;
    private final boolean[] isReached;
    private int size;

    Front(Place[] places) {
      this.places = places;
      this.reached = new int[places.length + 1];
      this.isReached = new boolean[places.length + 1];
    }

    /** And all places that can be reached from there without a character. */
    void reach(int place) {
      int next = size;
      add(place);
      for (; next < size; next++) {
        int from = reached[next];
        if (from < places.length && places[from].taken() == null) {
          if (places[from].goesOn()) {
            add(from + 1);
          }
          if (places[from].other() != NOWHERE) {
            add(places[from].other());
          }
        }
      }
    }

    private void add(int place) {
      if (!isReached[place]) {
        isReached[place] = true;
        reached[size++] = place;
      }
    }

    void clear() {
      for (int i = 0; i < size; i++) {
        isReached[reached[i]] = false;
      }
      size = 0;
    }
  }
}
