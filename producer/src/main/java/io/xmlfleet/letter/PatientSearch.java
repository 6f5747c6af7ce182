package io.xmlfleet.letter;

import io.xmlfleet.failure.UsageException;
import java.util.regex.Pattern;

/** A search with somebody's own expression, which may go over a text again and again. */
final class PatientSearch implements CharSequence {
  /** Some tenths of a second. */
  private static final long MOST_LOOKS = 50_000_000;

  private static final String TOO_LONG =
      "the search with --reason-matches takes too long; write the expression without repetitions"
          + " within repetitions, such as (a+)+";

  private final String text;
  private long looks;

  private PatientSearch(String text) {
    this.text = text;
  }

  /**
   * Whether there is a match in the text.
   *
   * @throws UsageException if the search takes too long
   */
  static boolean finds(Pattern pattern, String text) {
    try {
      return pattern.matcher(new PatientSearch(text)).find();
    } catch (StackOverflowError e) {
      throw new UsageException(TOO_LONG, e);
    }
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new UsageException(TOO_LONG);
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
