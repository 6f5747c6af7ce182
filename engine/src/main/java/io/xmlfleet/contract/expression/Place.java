package io.xmlfleet.contract.expression;

import java.util.List;

/**
 * Where a node stands in the text, and how many levels the tree has from it down. Not part of what
 * an expression says, so all places are equal and trees compare by their meaning. Immutable.
 */
final class Place {
  /** Trees are walked recursively; this keeps them far from the end of any stack. */
  static final int MOST_LEVELS = 200;

  private final int offset;
  private final int levels;

  private Place(int offset, int levels) {
    this.offset = offset;
    this.levels = levels;
  }

  static Place leaf(int offset) {
    return new Place(offset, 1);
  }

  /**
   * The place of a node over others.
   *
   * @throws ExpressionException if the tree has too many levels
   */
  static Place over(int offset, List<? extends Node> children) {
    int most = 0;
    for (Node child : children) {
      most = Math.max(most, child.at().levels);
    }
    if (most >= MOST_LEVELS) {
      throw ExpressionException.at(offset, "nested too deeply");
    }
    return new Place(offset, most + 1);
  }

  static Place over(int offset, Node... children) {
    return over(offset, List.of(children));
  }

  int offset() {
    return offset;
  }

  ExpressionException problem(String message) {
    return ExpressionException.at(offset, message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place;
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
