package io.xmlfleet.contract.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a path where no bracket or quote is open. */
public final class PathText {
  private PathText() {}

  /** A part of a text, and where it begins there. Immutable. */
  public record Piece(String text, int offset) {}

  /**
   * What stands between separators; one piece more than there are of them.
   *
   * @throws ExpressionException if a bracket or quote is not closed
   */
  public static List<Piece> split(String text, char separator) {
    return split(text, separator, 0);
  }

  /** The same from a place on. */
  public static List<Piece> split(String text, char separator, int from) {
    List<Piece> pieces = new ArrayList<>();
    int start = from;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == separator) {
        pieces.add(new Piece(text.substring(start, at), start));
        start = at + 1;
        at = start;
      } else {
        at = c == '[' ? end(text, at) : at + 1;
      }
    }
    pieces.add(new Piece(text.substring(start), start));
    return pieces;
  }

  /**
   * The contents of the brackets at the end of a step, in order.
   *
   * @throws ExpressionException if something stands behind or between them
   */
  public static List<Piece> predicates(String step) {
    List<Piece> predicates = new ArrayList<>();
    int at = step.indexOf('[');
    while (at >= 0 && at < step.length()) {
      if (step.charAt(at) != '[') {
        throw ExpressionException.at(at, "only another [ or the next step follows on ]");
      }
      int end = end(step, at);
      predicates.add(new Piece(step.substring(at + 1, end - 1), at + 1));
      at = end;
    }
    return predicates;
  }

  /**
   * Behind what a bracket, parenthesis or quote encloses.
   *
   * @param start of the opening one
   * @throws ExpressionException if it is not closed
   */
  static int end(String text, int start) {
    char opening = text.charAt(start);
    char closing = opening == '[' ? ']' : opening == '(' ? ')' : opening;
    int depth = 0;
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (opening == closing) {
        if (c == closing) {
          return at + 1;
        }
      } else if (c == closing && depth == 0) {
        return at + 1;
      } else if (c == closing) {
        depth--;
      } else if (c == opening) {
        depth++;
      } else if (c == '\'' || c == '"') {
        at = end(text, at) - 1;
      }
    }
    throw ExpressionException.at(start, "there is no closing " + closing);
  }
}
