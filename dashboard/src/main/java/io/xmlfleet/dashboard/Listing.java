package io.xmlfleet.dashboard;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.xmlfleet.http.HttpJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list, in an order that whoever asks may choose. Immutable.
 *
 * @param columns what it can be sorted by, by name; {@code -} before the name turns it round
 * @param usual order where nobody asks, and of those that are equal
 */
record Listing<T>(Map<String, Comparator<T>> columns, Comparator<T> usual) {
  static final Set<String> NAMES = Set.of("sort", "offset", "limit");

  private static final int LARGEST_OFFSET = 10_000_000;

  /**
   * How much of it is wanted.
   *
   * @param usualLimit where nobody says how many
   * @param most that may be asked for
   */
  record Bounds(int usualLimit, int most) {}

  /**
   * The part that is asked for.
   *
   * @throws BadRequestResponse if there is no such column, or a number is none
   */
  List<T> part(Context ctx, List<T> all, Bounds bounds) {
    int limit = HttpJson.number(ctx, "limit", bounds.usualLimit(), 1, bounds.most());
    int offset = HttpJson.number(ctx, "offset", 0, 0, LARGEST_OFFSET);
    return sorted(ctx, all).stream().skip(offset).limit(limit).toList();
  }

  /** All of it, in the order that is asked for. */
  List<T> sorted(Context ctx, List<T> all) {
    return all.stream().sorted(order(ctx.queryParam("sort"))).toList();
  }

  private Comparator<T> order(@Nullable String sort) {
    if (sort == null || sort.isEmpty()) {
      return usual;
    }
    boolean turned = sort.startsWith("-");
    Comparator<T> column = columns.get(turned ? sort.substring(1) : sort);
    if (column == null) {
      throw new BadRequestResponse("sort is one of " + new TreeSet<>(columns.keySet()));
    }
    return (turned ? column.reversed() : column).thenComparing(usual);
  }
}
