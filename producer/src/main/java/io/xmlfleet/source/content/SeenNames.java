package io.xmlfleet.source.content;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the names of an archive's entries unique: the second one of a name gets {@code #2}, and so
 * on. Keeps eight bytes a name, for archives of millions; of two names that share them, one in
 * 10<sup>19</sup>, the second is numbered without need, the same each time. Confined to one thread.
 */
final class SeenNames {
  private final Map<String, Integer> repeated = new HashMap<>();
  private long[] hashes = new long[64];
  private int size;

  String unique(String name) {
    if (add(name)) {
      return name;
    }
    String numbered;
    do {
      numbered = name + '#' + repeated.merge(name, 2, (count, two) -> count + 1);
    } while (!add(numbered));
    return numbered;
  }

  /** Whether it is new. */
  private boolean add(String name) {
    if (size * 2 == hashes.length) {
      grow();
    }
    int at = place(hashes, hash(name));
    if (hashes[at] != 0) {
      return false;
    }
    hashes[at] = hash(name);
    size++;
    return true;
  }

  private void grow() {
    long[] larger = new long[hashes.length * 2];
    Arrays.stream(hashes)
        .filter(hash -> hash != 0)
        .forEach(hash -> larger[place(larger, hash)] = hash);
    hashes = larger;
  }

  /** Where a hash is, or would be. */
  private static int place(long[] table, long hash) {
    int at = (int) (hash >>> 32) & (table.length - 1);
    while (table[at] != 0 && table[at] != hash) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }

  /** Never 0, which is an empty place. */
  private static long hash(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
  }
}
