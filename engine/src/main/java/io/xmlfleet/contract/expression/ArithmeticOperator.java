package io.xmlfleet.contract.expression;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The operators on two numbers. */
enum ArithmeticOperator {
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

  Operation<BigDecimal, BigDecimal, BigDecimal> operation() {
    return switch (this) {
      case ADD -> Numbers::add;
      case SUBTRACT -> Numbers::subtract;
      case MULTIPLY -> Numbers::multiply;
      case DIVIDE -> Numbers::divide;
      case REMAINDER -> Numbers::remainder;
    };
  }
}
