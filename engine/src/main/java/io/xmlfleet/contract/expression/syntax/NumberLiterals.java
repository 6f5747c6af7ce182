package io.xmlfleet.contract.expression.syntax;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the numbers of an expression's text are worth. */
@FunctionalInterface
public interface NumberLiterals {
  /** Null: the number is too large. */
  @Nullable BigDecimal number(String digits);
}
