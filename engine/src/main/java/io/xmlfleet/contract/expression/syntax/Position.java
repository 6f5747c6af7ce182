package io.xmlfleet.contract.expression.syntax;

import java.util.List;

/**
 * Where a node stands in the text, and how many levels the tree has from it down. Not part of what
 * an expression says, so all places are equal and trees compare by their meaning. Immutable.
 */
public final class Position {
  /** Trees are walked recursively; this keeps them far from the end of any stack. */
  static final int MOST_LEVELS = 200;

  private final int offset;
  private final int levels;

  private Position(int offset, int levels) {
    this.offset = offset;
    this.levels = levels;
  }

  public static Position leaf(int offset) {
    return new Position(offset, 1);
  }

  /**
   * The place of a node over others.
   *
   * @throws ExpressionException if the tree has too many levels
   */
  static Position over(int offset, List<? extends Node> children) {
    int most = 0;
    for (Node child : children) {
      most = Math.max(most, child.at().levels);
    }
    if (most >= MOST_LEVELS) {
      throw ExpressionException.at(offset, "nested too deeply");
    }
    return new Position(offset, most + 1);
  }

  static Position over(int offset, Node... children) {
    return over(offset, List.of(children));
  }

  int offset() {
    return offset;
  }

  public ExpressionException problem(String message) {
    return ExpressionException.at(offset, message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "@" + offset;
  }
}
