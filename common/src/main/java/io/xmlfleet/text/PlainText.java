package io.xmlfleet.text;

/**
 * Text of others as it may be shown: nothing in it moves the cursor, turns the direction of what
 * follows, or begins a line of its own.
 */
public final class PlainText {
  private PlainText() {}

  /** A space for each such character. */
  public static String oneLine(String text) {
    return spaced(text, "");
  }

  /**
   * The same of a text of several lines: line feeds and tabs stay, and only the first line begins
   * at the margin, so that a name with a line feed in it cannot pass for a message of its own.
   */
  public static String lines(String text) {
    return spaced(text, "\n\t").replaceAll("\n(?=\\S)", "\n  ");
  }

  private static String spaced(String text, String kept) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> steers(c) && kept.indexOf(c) < 0 ? ' ' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean steers(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
