package io.xmlfleet.contract.expression;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of LIKE: % is any run of characters, _ is one. Matching goes back only to the last %,
 * so it takes at most the text's length times the pattern's. Immutable and thread-safe.
 */
final class LikePattern {
  static final int NO_ESCAPE = -1;

  private static final int ONE = -1;
  private static final int RUN = -2;

  private final int[] codes;

  private LikePattern(int[] codes) {
    this.codes = codes;
  }

  /**
   * A pattern.
   *
   * @param escape a code point that takes the meaning from the next one, or {@link #NO_ESCAPE}
   * @return null if it ends with the escape
   */
  static @Nullable LikePattern of(String pattern, int escape) {
    int[] points = pattern.codePoints().toArray();
    int[] codes = new int[points.length];
    int size = 0;
    for (int i = 0; i < points.length; i++) {
      if (points[i] == escape) {
        if (++i == points.length) {
          return null;
        }
        codes[size++] = points[i];
      } else {
        codes[size++] = points[i] == '%' ? RUN : points[i] == '_' ? ONE : points[i];
      }
    }
    return new LikePattern(Arrays.copyOf(codes, size));
  }

  boolean matches(String text) {
    int at = 0;
    int next = 0;
    int afterRun = -1;
    int runEnd = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (next < codes.length && codes[next] == RUN) {
        afterRun = ++next;
        runEnd = at;
      } else if (next < codes.length && (codes[next] == ONE || codes[next] == point)) {
        next++;
        at += Character.charCount(point);
      } else if (afterRun >= 0) {
        runEnd += Character.charCount(text.codePointAt(runEnd));
        at = runEnd;
        next = afterRun;
      } else {
        return false;
      }
    }
    while (next < codes.length && codes[next] == RUN) {
      next++;
    }
    return next == codes.length;
  }
}
