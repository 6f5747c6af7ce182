package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.DateUnit;
import io.xmlfleet.contract.expression.syntax.Position;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function is called with, as many as it takes. Immutable.
 *
 * @param at the call's place
 */
record Arguments(@Nullable DateUnit unit, List<Operand<?>> operands, Position at) {
  Arguments {
    operands = List.copyOf(operands);
  }

  int size() {
    return operands.size();
  }

  Operand<?> get(int i) {
    return operands.get(i);
  }

  Term<String> text(int i) {
    return get(i).text();
  }

  Term<BigDecimal> number(int i) {
    return get(i).number();
  }

  Term<LocalDateTime> dateTime(int i) {
    return get(i).dateTime();
  }

  DateUnit knownUnit() {
    if (unit == null) {
      throw new IllegalStateException("called without a unit");
    }
    return unit;
  }

  <T> Operand<T> result(Kind<T> kind, Term<T> term) {
    return new Operand<>(kind, term, at);
  }
}
