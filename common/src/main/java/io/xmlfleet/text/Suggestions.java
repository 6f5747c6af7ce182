package io.xmlfleet.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Guesses what somebody meant to write. */
public final class Suggestions {
  private static final int FAR = Integer.MAX_VALUE;
  private static final int MOST_TOLD = 20;

  private Suggestions() {}

  /** {@code ; did you mean "columns"?} if a known word is near, else the known words or nothing. */
  public static String hint(String written, Collection<String> known) {
    String near = near(written, known);
    if (!near.isEmpty()) {
      return near;
    }
    return known.isEmpty() || known.size() > MOST_TOLD
        ? ""
        : "; known: " + String.join(", ", known);
  }

  /** The same without the known words. */
  public static String near(String written, Collection<String> known) {
    return nearest(written, known).map(Suggestions::meant).orElse("");
  }

  /**
   * The known word that takes the fewest edits, if they are few for the length of what was written.
   */
  public static Optional<String> nearest(String written, Collection<String> known) {
    return Optional.ofNullable(nearest(known, candidate -> distance(written, candidate)));
  }

  /**
   * Of paths from the root, {@code /A/B/@c}: one of which a step is spelt alike and the others are
   * the same in some letter case, else one that has a step more or a step less.
   */
  public static String path(String written, Collection<String> known) {
    List<String> steps = steps(written);
    String near = nearest(known, candidate -> distance(steps, steps(candidate)));
    return meant(near == null ? nearest(known, path -> aside(steps, steps(path))) : near);
  }

  private static String meant(@Nullable String word) {
    return word == null ? "" : "; did you mean \"" + word + "\"?";
  }

  private static @Nullable String nearest(
      Collection<String> known, ToIntFunction<String> distanceTo) {
    String best = null;
    int bestDistance = FAR;
    for (String candidate : known) {
      int distance = distanceTo.applyAsInt(candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Of words in any letter case; far: one is not meant for the other. */
  private static int distance(String written, String candidate) {
    int distance =
        EditDistance.between(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
    return distance <= Math.max(1, written.length() / 3) ? distance : FAR;
  }

  private static List<String> steps(String path) {
    return Arrays.asList(path.split("/", -1));
  }

  private static int distance(List<String> written, List<String> candidate) {
    if (written.size() != candidate.size()) {
      return FAR;
    }
    int only = 0;
    for (int i = 0; i < written.size(); i++) {
      int distance = distance(written.get(i), candidate.get(i));
      if (distance == FAR || (distance > 0 && only > 0)) {
        return FAR;
      }
      only += distance;
    }
    return only;
  }

  /** A step too many or one too few: what is left of the longer one is the shorter one. */
  private static int aside(List<String> written, List<String> candidate) {
    if (Math.abs(written.size() - candidate.size()) != 1) {
      return FAR;
    }
    List<String> longer = written.size() > candidate.size() ? written : candidate;
    List<String> shorter = longer == written ? candidate : written;
    int same = 0;
    while (same < shorter.size() && shorter.get(same).equals(longer.get(same))) {
      same++;
    }
    boolean rest =
        shorter.subList(same, shorter.size()).equals(longer.subList(same + 1, longer.size()));
    return rest && same < shorter.size() ? longer.size() : FAR;
  }
}
