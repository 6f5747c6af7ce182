package io.xmlfleet.source.split;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the declarations inside of a DOCTYPE, up to the bracket. Confined to one thread. */
final class Subset {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int NONE = 0;

  private enum Inside {
    NOTHING,
    DECLARATION,
    LITERAL,
    COMMENT,
    INSTRUCTION
  }

  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private Inside inside = Inside.NOTHING;
  private int quote = NONE;
  private int last = NONE;
  private int lastButOne = NONE;
  private int lastButTwo = NONE;

  /**
   * Takes one more byte.
   *
   * @return whether it is the bracket that ends the declarations
   * @throws Unreadable if they are too long
   */
  boolean ends(byte b) throws Unreadable {
    if (inside == Inside.NOTHING && b == ']') {
      return true;
    }
    if (collected.size() >= MOST_BYTES) {
      throw new Unreadable("has a DOCTYPE with more than 1 MiB of declarations");
    }
    collected.write(b);
    inside = next(b);
    lastButTwo = lastButOne;
    lastButOne = last;
    last = b;
    return false;
  }

  String text() {
    return collected.toString(StandardCharsets.UTF_8);
  }

  private Inside next(byte b) {
    switch (inside) {
      case NOTHING -> {
        if (last == '<') {
          return b == '?' ? Inside.INSTRUCTION : Inside.DECLARATION;
        }
      }
      case DECLARATION -> {
        if (b == '"' || b == '\'') {
          quote = b;
          return Inside.LITERAL;
        }
        if (b == '-' && last == '-' && lastButOne == '!' && lastButTwo == '<') {
          lastButOne = last = NONE; // <!--> is no whole comment
          return Inside.COMMENT;
        }
        return b == '>' ? Inside.NOTHING : inside;
      }
      case LITERAL -> {
        return b == quote ? Inside.DECLARATION : inside;
      }
      case COMMENT -> {
        return b == '>' && last == '-' && lastButOne == '-' ? Inside.NOTHING : inside;
      }
      case INSTRUCTION -> {
        return b == '>' && last == '?' ? Inside.NOTHING : inside;
      }
    }
    return inside;
  }
}
