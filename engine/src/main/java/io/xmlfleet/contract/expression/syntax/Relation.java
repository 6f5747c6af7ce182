package io.xmlfleet.contract.expression.syntax;

import org.jspecify.annotations.Nullable;

/** The comparisons. */
public enum Relation {
  EQUAL("="),
  UNEQUAL("<>"),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  static @Nullable Relation of(Token token) {
    for (Relation relation : values()) {
      if (token.is(relation.symbol)) {
        return relation;
      }
    }
    return token.is("!=") ? UNEQUAL : null;
  }

  String symbol() {
    return symbol;
  }

  /** Whether it needs no order, only equality. */
  public boolean isEquality() {
    return this == EQUAL || this == UNEQUAL;
  }

  /**
   * Whether it holds between two values.
   *
   * @param order what a comparator says of them
   */
  public boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case UNEQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }
}
