package io.xmlfleet.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Several texts as one, equal if they all are. One text, because a map of lists is slow where a
 * document chooses texts of one hash code; a map of texts compares them.
 */
final class Keys {
  private final StringBuilder key = new StringBuilder();

  /** Adds the next part; null equals null. */
  void add(@Nullable CharSequence part) {
    if (part == null) {
      key.append('-');
    } else {
      key.append(part.length()).append(':').append(part);
    }
  }

  /** All parts, and begins again. */
  String take() {
    String all = key.toString();
    key.setLength(0);
    return all;
  }
}
