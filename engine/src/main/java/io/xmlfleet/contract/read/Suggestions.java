package io.xmlfleet.contract.read;

import java.util.Collection;
import java.util.Locale;

/** Guesses what somebody meant to write. */
final class Suggestions {
  private Suggestions() {}

  /** {@code ; did you mean "columns"?} if a known word is near, else the known words or nothing. */
  static String hint(String written, Collection<String> known) {
    String best = "";
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    if (!best.isEmpty()) {
      return "; did you mean \"" + best + "\"?";
    }
    return known.isEmpty() || known.size() > 20 ? "" : "; known: " + String.join(", ", known);
  }

  /** Levenshtein's, with two rows of the matrix. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
