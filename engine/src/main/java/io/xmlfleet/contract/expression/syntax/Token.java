package io.xmlfleet.contract.expression.syntax;

/**
 * A piece of an expression's text. Immutable.
 *
 * @param text without quotes, brackets and their escapes
 * @param offset of its first character
 */
record Token(Kind kind, String text, int offset) {
  private static final int MOST_SHOWN = 40;

  enum Kind {
    TEXT,
    NUMBER,
    PATH,
    WORD,
    SYMBOL,
    END
  }

  /** Whether it is a keyword, in any case, or a symbol. */
  boolean is(String expected) {
    return switch (kind) {
      case WORD -> text.equalsIgnoreCase(expected);
      case SYMBOL -> text.equals(expected);
      default -> false;
    };
  }

  String shown() {
    String cut = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    return switch (kind) {
      case TEXT -> "a text";
      case PATH -> '[' + cut + ']';
      case END -> "the end";
      default -> cut;
    };
  }
}
