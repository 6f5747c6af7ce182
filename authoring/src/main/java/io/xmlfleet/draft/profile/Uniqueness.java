package io.xmlfleet.draft.profile;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether values have come twice, and how many different ones there are while they are few.
 * Remembers hashes, not values: a collision can only make values look equal. Confined to one
 * thread.
 */
final class Uniqueness {
  /** More different values than this are not counted. */
  static final int FEW = 20;

  private final Memory memory;
  private @Nullable Set<Long> hashes = new HashSet<>();
  private boolean repeated;
  private int different;

  Uniqueness(Memory memory) {
    this.memory = memory;
  }

  void add(String value) {
    Set<Long> known = hashes;
    if (known == null) {
      return;
    }
    if (known.add(hash(value))) {
      different++;
    } else {
      repeated = true;
    }
    boolean settled = repeated && different > FEW;
    if (settled || (different > FEW && !memory.take())) {
      memory.give(different - FEW);
      repeated |= !settled; // not known: treat it as if it were
      hashes = null;
    }
  }

  /** Two sets of values become one: what it would take to compare them is not kept. */
  void merge(Uniqueness other) {
    different = Math.max(different, other.different);
    repeated = true;
  }

  /** All values are different, as far as they could be remembered. */
  boolean holds() {
    return !repeated;
  }

  /** How many different values there are; {@link #FEW} + 1 or more: many. */
  int different() {
    return different;
  }

  /** FNV-1a of 64 bits over UTF-16 units. */
  private static long hash(String value) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** How many hashes all values of a profile may still remember. Confined to one thread. */
  static final class Memory {
    private int free;

    Memory(int hashes) {
      this.free = hashes;
    }

    private boolean take() {
      free--;
      return free >= 0;
    }

    private void give(int hashes) {
      free += Math.max(0, hashes);
    }
  }
}
