package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.Position;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A compiled part with its type and its place in the text. Immutable. */
record Operand<T>(Kind<T> kind, Term<T> term, Position at) {
  Operand {
    term = term.folded();
  }

  ExpressionType type() {
    return kind.type();
  }

  boolean isNull() {
    return type() == ExpressionType.NULL;
  }

  Term<String> text() {
    return kind.toText().over(term);
  }

  /**
   * The operand as a number.
   *
   * @throws ExpressionException if its type never is one; so with the others
   */
  Term<BigDecimal> number() {
    return needed(kind.toNumber(), "number").over(term);
  }

  Term<LocalDate> date() {
    return needed(kind.toDate(), "date").over(term);
  }

  Term<LocalDateTime> dateTime() {
    return needed(kind.toDateTime(), "date").over(term);
  }

  Term<Boolean> condition() {
    return needed(kind.toTruth(), "condition").over(term);
  }

  private <R> Conversion<T, R> needed(@Nullable Conversion<T, R> conversion, String what) {
    if (conversion == null) {
      throw at.problem("a " + what + " is needed here, not " + type());
    }
    return conversion;
  }
}
