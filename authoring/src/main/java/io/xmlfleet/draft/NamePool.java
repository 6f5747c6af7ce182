package io.xmlfleet.draft;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that are taken, and the next free one. Confined to one thread. */
final class NamePool {
  private final int longest;
  private final Set<String> taken;

  NamePool(int longest, List<String> taken) {
    this.longest = longest;
    this.taken = new HashSet<>(taken);
  }

  /**
   * The shortest free name that the end of a path gives, by whole parts.
   *
   * @param parts in snake case; at least one
   * @param least how many parts it should have, if there are so many
   */
  String take(List<String> parts, int least) {
    for (int count = Math.min(least, parts.size()); count <= parts.size(); count++) {
      String name = SnakeCase.joined(parts.subList(parts.size() - count, parts.size()), longest);
      if (!SnakeCase.isReserved(name) && taken.add(name)) {
        return name;
      }
    }
    String whole = SnakeCase.joined(parts, longest - 5);
    String plural = whole + 's';
    if (SnakeCase.isReserved(whole) && !SnakeCase.isReserved(plural) && taken.add(plural)) {
      return plural;
    }
    for (int number = SnakeCase.isReserved(whole) ? 1 : 2; ; number++) {
      String name = whole + '_' + number;
      if (taken.add(name)) {
        return name;
      }
    }
  }
}
