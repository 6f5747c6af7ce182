package io.xmlfleet.generate;

import io.xmlfleet.failure.UsageException;
import java.util.OptionalLong;

/**
 * Some broken documents, evenly among all.
 *
 * @param count documents in the series
 * @param broken how many of them
 */
record Spread(long count, long broken) {
  /**
   * @throws UsageException if more are to be broken than there are
   */
  Spread {
    if (count < 1 || broken < 0 || broken > count) {
      throw new UsageException(
          "cannot break "
              + broken
              + " of "
              + count
              + " documents: give 1 or more, and at most all");
    }
  }

  /** Which broken one a document is, from 0; empty if it is sound. The middle of each part is. */
  OptionalLong partOf(long number) {
    if (broken == 0) {
      return OptionalLong.empty();
    }
    long part = (number - 1) * broken / count;
    long first = ceilDivide(part * count, broken);
    long next = ceilDivide((part + 1) * count, broken);
    return number - 1 == (first + next - 1) / 2 ? OptionalLong.of(part) : OptionalLong.empty();
  }

  private static long ceilDivide(long dividend, long divisor) {
    return Math.floorDiv(dividend + divisor - 1, divisor);
  }
}
