package io.xmlfleet.text;

/** How far one word is from another: optimal string alignment, so {@code rnu} is one from run. */
public final class EditDistance {
  /** What is longer is no slip of a key, and comparing takes the product of the lengths. */
  private static final int LONGEST = 200;

  private EditDistance() {}

  /**
   * The fewest insertions, deletions, substitutions of characters and swaps of neighbours that make
   * one the other; of words of more than 200 characters their length.
   */
  public static int between(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    if (longer > LONGEST) {
      return longer;
    }
    int[] beforeLast = new int[b.length() + 1];
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
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = previous;
      previous = current;
    }
    return previous[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
