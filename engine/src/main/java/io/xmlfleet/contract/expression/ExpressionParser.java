package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.NameReference;
import io.xmlfleet.contract.expression.syntax.OperatorParser;
import io.xmlfleet.contract.expression.syntax.PredicateParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads expressions. */
public final class ExpressionParser {
  private static final int MOST_CHARACTERS = 100_000;

  private ExpressionParser() {}

  /**
   * The expression that a text says. Time and memory are bounded by the text's length.
   *
   * @throws ExpressionException if the text is not an expression, is longer than 100,000 characters
   *     or nests too deeply: a tree of more than 200 levels, or about 400 open parentheses
   */
  public static Expression parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw ExpressionException.at(
          MOST_CHARACTERS, "longer than " + MOST_CHARACTERS + " characters");
    }
    List<NameReference> names = new ArrayList<>();
    try {
      return new Expression(OperatorParser.parse(text, ExpressionParser::number, names), names);
    } catch (StackOverflowError e) { // the levels that are allowed fill a small stack
      throw ExpressionException.at(0, "nested too deeply");
    }
  }

  /**
   * The condition in the brackets of a path's step.
   *
   * @throws ExpressionException if the text is none
   */
  public static Expression parsePredicate(String text) {
    return new Expression(PredicateParser.parse(text, ExpressionParser::number), List.of());
  }

  private static @Nullable BigDecimal number(String digits) {
    BigDecimal number = Decimals.parse(digits);
    return number == null ? null : Decimals.plain(number);
  }
}
