package io.xmlfleet.source.table;

import io.xmlfleet.failure.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a table by its key, both ends included. Immutable.
 *
 * @param from null: from the smallest
 * @param to null: to the largest
 */
public record KeyRange(@Nullable String from, @Nullable String to) {
  private static final String DOTS = "..";

  public static final KeyRange ALL = new KeyRange(null, null);

  /**
   * Reads {@code 1..180000}, {@code 1..} or {@code ..180000}.
   *
   * @throws UsageException if it is none of these
   */
  public static KeyRange parse(String text) {
    int dots = text.indexOf(DOTS);
    String from = dots < 0 ? "" : text.substring(0, dots).strip();
    String to = dots < 0 ? "" : text.substring(dots + DOTS.length()).strip();
    if (from.isEmpty() && to.isEmpty()) {
      throw new UsageException("a range of keys is FROM..TO, FROM.. or ..TO, not " + text);
    }
    return new KeyRange(from.isEmpty() ? null : from, to.isEmpty() ? null : to);
  }

  @Override
  public String toString() {
    return (from == null ? "" : from) + DOTS + (to == null ? "" : to);
  }
}
