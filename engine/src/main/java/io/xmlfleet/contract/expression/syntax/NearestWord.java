package io.xmlfleet.contract.expression.syntax;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what somebody meant to write. */
final class NearestWord {
  private static final int MOST_CHARACTERS = 30;

  private NearestWord() {}

  /** {@code ; did you mean UPPER?}, or nothing if no known word is near. */
  static String hint(String written, Collection<String> known) {
    String near = nearest(written, known);
    return near == null ? "" : "; did you mean " + near + '?';
  }

  static @Nullable String nearest(String written, Collection<String> known) {
    if (written.length() > MOST_CHARACTERS) {
      return null;
    }
    String upper = written.toUpperCase(Locale.ROOT);
    String best = null;
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(upper, candidate);
      if (distance < bestDistance && distance < candidate.length()) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Insertions, deletions, substitutions and swapped neighbours between two words. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
