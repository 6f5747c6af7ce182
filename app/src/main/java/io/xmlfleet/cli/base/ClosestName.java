package io.xmlfleet.cli.base;

import io.xmlfleet.text.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
public final class ClosestName {
  private ClosestName() {}

  /** The word that takes the fewest edits, if they are few for its length. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(
            Comparator.<String>comparingInt(k -> EditDistance.between(lower, k))
                .thenComparing(k -> k))
        .filter(
            k ->
                EditDistance.between(lower, k)
                    <= Math.max(1, Math.min(word.length(), k.length()) / 3));
  }
}
