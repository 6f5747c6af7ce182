package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.CastType;
import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.Position;
import java.math.BigDecimal;

/** Compiles CAST: what does not fit is NULL. */
final class Casts {
  private Casts() {}

  /**
   * An operand as another type.
   *
   * @throws ExpressionException if its type never turns into that one
   */
  static Operand<?> cast(Operand<?> operand, CastType type, Position at) {
    return switch (type.target()) {
      case TEXT -> new Operand<>(Kind.TEXT, operand.text(), at);
      case STRING -> {
        Conversion<String, String> cut = text -> TextFunctions.cut(text, type.length());
        yield new Operand<>(Kind.TEXT, cut.over(operand.text()), at);
      }
      case INT -> new Operand<>(Kind.NUMBER, integer(operand), at);
      case DECIMAL -> new Operand<>(Kind.NUMBER, decimal(operand, type), at);
      case DATE -> new Operand<>(Kind.DATE, operand.date(), at);
      case DATETIME -> new Operand<>(Kind.DATETIME, operand.dateTime(), at);
    };
  }

  private static Term<BigDecimal> integer(Operand<?> operand) {
    if (operand.type() == ExpressionType.TEXT) {
      Conversion<String, BigDecimal> whole = Decimals::integer;
      return whole.over(operand.text());
    }
    Conversion<BigDecimal, BigDecimal> cut = Decimals::integer;
    return cut.over(number(operand));
  }

  private static Term<BigDecimal> decimal(Operand<?> operand, CastType type) {
    if (type.length() == 0) {
      return number(operand);
    }
    Conversion<BigDecimal, BigDecimal> fit =
        number -> Decimals.decimal(number, type.length(), type.scale());
    return fit.over(number(operand));
  }

  /** Numbers, and conditions as 1 and 0. */
  private static Term<BigDecimal> number(Operand<?> operand) {
    if (operand.type() != ExpressionType.BOOLEAN) {
      return operand.number();
    }
    Conversion<String, BigDecimal> parse = Decimals::parse;
    return parse.over(operand.text());
  }
}
