package io.xmlfleet.xml.input;

/**
 * Finds the end of a DOCTYPE, with the declarations inside of it. Of one that is not well-formed it
 * finds some end, or none. Confined to one thread.
 */
final class DoctypeEnd {
  static final int MOST_BYTES = 1024 * 1024;

  private enum Inside {
    DOCTYPE,
    DOCTYPE_LITERAL,
    SUBSET,
    DECLARATION,
    LITERAL,
    COMMENT,
    INSTRUCTION
  }

  private Inside inside = Inside.DOCTYPE;
  private int quote;
  private int taken;

  /** The last three bytes; a byte that has had its meaning counts as none. */
  private int last;

  /**
   * Behind the DOCTYPE that begins at a place.
   *
   * @throws UnreadableDocument if it does not end, or is too long
   */
  static int in(byte[] utf8, int start) throws UnreadableDocument {
    DoctypeEnd end = new DoctypeEnd();
    for (int at = start; at < utf8.length; at++) {
      if (end.isAt(utf8[at])) {
        return at + 1;
      }
    }
    throw UnreadableDocument.malformed("the DOCTYPE does not end", Place.in(utf8, start, start));
  }

  /**
   * Takes one more byte, from the opening bracket on.
   *
   * @return whether it is the last one
   */
  boolean isAt(byte b) throws UnreadableDocument {
    if (inside == Inside.DOCTYPE && b == '>') {
      return true;
    }
    if (++taken > MOST_BYTES) {
      throw UnreadableDocument.of("has a DOCTYPE of more than 1 MiB");
    }
    Inside before = inside;
    inside = next(b);
    // The hyphens that begin a comment do not end it: <!--> and <!---> are no whole ones.
    last = before != inside && inside == Inside.COMMENT ? 0 : last << 8 | (b & 0xFF);
    return false;
  }

  private Inside next(byte b) {
    boolean quotes = b == '"' || b == '\'';
    switch (inside) {
      case DOCTYPE -> {
        quote = b;
        return quotes ? Inside.DOCTYPE_LITERAL : b == '[' ? Inside.SUBSET : inside;
      }
      case DOCTYPE_LITERAL -> {
        return b == quote ? Inside.DOCTYPE : inside;
      }
      case SUBSET -> {
        if ((last & 0xFF) == '<') {
          return b == '?' ? Inside.INSTRUCTION : Inside.DECLARATION;
        }
        return b == ']' ? Inside.DOCTYPE : inside;
      }
      case DECLARATION -> {
        quote = b;
        if (b == '-' && (last & 0xFFFFFF) == ('<' << 16 | '!' << 8 | '-')) {
          return Inside.COMMENT;
        }
        return quotes ? Inside.LITERAL : b == '>' ? Inside.SUBSET : inside;
      }
      case LITERAL -> {
        return b == quote ? Inside.DECLARATION : inside;
      }
      case COMMENT -> {
        return b == '>' && (last & 0xFFFF) == ('-' << 8 | '-') ? Inside.SUBSET : inside;
      }
      case INSTRUCTION -> {
        return b == '>' && (last & 0xFF) == '?' ? Inside.SUBSET : inside;
      }
    }
    return inside;
  }
}
