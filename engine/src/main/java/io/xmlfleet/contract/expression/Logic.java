package io.xmlfleet.contract.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL's three-valued logic: null is unknown. */
final class Logic {
  private Logic() {}

  /**
   * AND and OR.
   *
   * @param decisive the answer of one part that decides for all: false for AND, true for OR
   */
  record Junction(boolean decisive, List<Term<Boolean>> parts) implements Term<Boolean> {
    @Override
    public @Nullable Boolean value(ExpressionInput input) {
      Boolean answer = !decisive;
      for (Term<Boolean> part : parts) {
        Boolean one = part.value(input);
        if (one == null) {
          answer = null;
        } else if (one == decisive) {
          return one;
        }
      }
      return answer;
    }

    @Override
    public boolean isConstant() {
      return parts.stream().allMatch(Term::isConstant);
    }
  }

  /** Whether a term has no value, or one that counts as none. */
  record IsAbsent<T>(Term<T> term, Conversion<T, Boolean> countsAsNone) implements Term<Boolean> {
    @Override
    public @Nullable Boolean value(ExpressionInput input) {
      T value = term.value(input);
      return value == null ? Boolean.TRUE : countsAsNone.convert(value);
    }

    @Override
    public boolean isConstant() {
      return term.isConstant();
    }
  }
}
