package io.xmlfleet.contract.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms that give one of some values. */
final class Choice {
  private Choice() {}

  /** The value behind the first condition that is true. */
  record First<T>(List<Term<Boolean>> conditions, List<Term<T>> results, Term<T> otherwise)
      implements Term<T> {
    @Override
    public @Nullable T value(ExpressionInput input) {
      for (int i = 0; i < conditions.size(); i++) {
        if (Boolean.TRUE.equals(conditions.get(i).value(input))) {
          return results.get(i).value(input);
        }
      }
      return otherwise.value(input);
    }

    @Override
    public boolean isConstant() {
      return conditions.stream().allMatch(Term::isConstant)
          && results.stream().allMatch(Term::isConstant)
          && otherwise.isConstant();
    }
  }

  /** The value behind the first test that the subject passes. */
  record Matching<S, T>(
      Term<S> subject, List<Condition<S>> tests, List<Term<T>> results, Term<T> otherwise)
      implements Term<T> {
    @Override
    public @Nullable T value(ExpressionInput input) {
      S value = subject.value(input);
      for (int i = 0; value != null && i < tests.size(); i++) {
        if (Boolean.TRUE.equals(tests.get(i).test(value, input))) {
          return results.get(i).value(input);
        }
      }
      return otherwise.value(input);
    }

    @Override
    public boolean isConstant() {
      return subject.isConstant()
          && tests.stream().allMatch(Condition::isConstant)
          && results.stream().allMatch(Term::isConstant)
          && otherwise.isConstant();
    }
  }

  /** The first that has a value. */
  record Coalesced<T>(List<Term<T>> candidates) implements Term<T> {
    @Override
    public @Nullable T value(ExpressionInput input) {
      for (Term<T> candidate : candidates) {
        T value = candidate.value(input);
        if (value != null) {
          return value;
        }
      }
      return null;
    }

    @Override
    public boolean isConstant() {
      return candidates.stream().allMatch(Term::isConstant);
    }
  }

  /** A value unless it passes a test. */
  record Unless<T>(Term<T> subject, Condition<T> test) implements Term<T> {
    @Override
    public @Nullable T value(ExpressionInput input) {
      T value = subject.value(input);
      return value == null || Boolean.TRUE.equals(test.test(value, input)) ? null : value;
    }

    @Override
    public boolean isConstant() {
      return subject.isConstant() && test.isConstant();
    }
  }
}
