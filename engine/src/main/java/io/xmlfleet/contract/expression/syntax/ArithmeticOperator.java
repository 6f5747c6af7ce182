package io.xmlfleet.contract.expression.syntax;

import org.jspecify.annotations.Nullable;

/** The operators on two numbers. */
public enum ArithmeticOperator {
  ADD("+", Level.SUM),
  SUBTRACT("-", Level.SUM),
  MULTIPLY("*", Level.PRODUCT),
  DIVIDE("/", Level.PRODUCT),
  REMAINDER("%", Level.PRODUCT);

  private final String symbol;
  private final Level level;

  ArithmeticOperator(String symbol, Level level) {
    this.symbol = symbol;
    this.level = level;
  }

  static @Nullable ArithmeticOperator of(Token token) {
    for (ArithmeticOperator operator : values()) {
      if (token.is(operator.symbol)) {
        return operator;
      }
    }
    return null;
  }

  String symbol() {
    return symbol;
  }

  Level level() {
    return level;
  }
}
