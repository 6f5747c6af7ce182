package io.xmlfleet.contract.expression.syntax;

/** What is wrong with an expression, and where. The message holds nothing of a document. */
public final class ExpressionException extends RuntimeException {
  private static final int SHOWN_EACH_SIDE = 60;

  private final int offset;

  private ExpressionException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /**
   * A problem at a place of the text.
   *
   * @param offset of a character, from 0; the text's length means its end
   */
  public static ExpressionException at(int offset, String message) {
    return new ExpressionException(message, offset);
  }

  /** A problem with a name: what a resolver throws for one that it does not know. */
  public static ExpressionException at(NameReference name, String message) {
    return new ExpressionException(message, name.offset());
  }

  /** What is wrong, in one line. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** The place in the expression's text, in UTF-16 units from 0. */
  public int offset() {
    return offset;
  }

  /**
   * Two lines: the line of the text that has the place, at most 60 characters either side of it,
   * and a caret under the place.
   *
   * @param text the text that was parsed
   */
  public String caret(String text) {
    int at = Math.min(offset, text.length());
    int start = at;
    while (start > 0 && !isLineEnd(text.charAt(start - 1))) {
      start--;
    }
    int end = at;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    int from = whole(text, Math.max(start, at - SHOWN_EACH_SIDE));
    int to = whole(text, Math.min(end, at + SHOWN_EACH_SIDE));
    String before = (from > start ? "…" : "") + plain(text.substring(from, at));
    String after = plain(text.substring(at, to)) + (to < end ? "…" : "");
    return before + after + '\n' + " ".repeat(before.codePointCount(0, before.length())) + '^';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** The nearest place at or before one that is not within a surrogate pair. */
  private static int whole(String text, int at) {
    boolean within =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return within ? at - 1 : at;
  }

  /** Tabs and other controls would move the caret away from its place. */
  private static String plain(String text) {
    StringBuilder shown = new StringBuilder(text);
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isISOControl(shown.charAt(i))) {
        shown.setCharAt(i, ' ');
      }
    }
    return shown.toString();
  }
}
