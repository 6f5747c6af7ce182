package io.xmlfleet.contract.read;

import io.xmlfleet.text.EditDistance;
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
      int distance =
          EditDistance.between(
              written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
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
}
