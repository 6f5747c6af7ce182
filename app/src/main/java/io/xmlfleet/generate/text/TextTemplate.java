package io.xmlfleet.generate.text;

import java.util.stream.IntStream;

/**
 * Finished XML with a place for a drawn digit at every {@code #}: bulk that costs little more than
 * a copy. Thread-safe.
 */
public final class TextTemplate {
  private static final int DIGITS_A_DRAW = 9;
  private static final int DRAWN_BELOW = 1_000_000_000;

  private final String text;
  private final int[] places;

  public TextTemplate(String text) {
    this.text = text;
    this.places = IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '#').toArray();
  }

  void appendTo(StringBuilder target, RandomChoices random) {
    int start = target.length();
    target.append(text);
    int digits = 0;
    int left = 0;
    for (int place : places) {
      if (left == 0) {
        digits = random.between(0, DRAWN_BELOW - 1);
        left = DIGITS_A_DRAW;
      }
      target.setCharAt(start + place, (char) ('0' + digits % 10));
      digits /= 10;
      left--;
    }
  }
}
