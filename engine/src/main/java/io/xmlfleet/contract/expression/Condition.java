package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.Relation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a value that was evaluated once: however often IN, BETWEEN and CASE test it,
 * nesting them does not multiply the work. Immutable and thread-safe.
 */
interface Condition<S> {
  /** Null: unknown. */
  @Nullable Boolean test(S subject, ExpressionInput input);

  boolean isConstant();

  /** A comparison with a term, both seen as one type. */
  record Compared<S, T>(
      Conversion<S, T> view, Relation relation, Term<T> other, Comparator<T> order)
      implements Condition<S> {
    @Override
    public @Nullable Boolean test(S subject, ExpressionInput input) {
      T right = other.value(input);
      if (right == null) {
        return null;
      }
      T left = view.convert(subject);
      return left == null ? null : (Boolean) relation.holds(order.compare(left, right));
    }

    @Override
    public boolean isConstant() {
      return other.isConstant();
    }
  }

  /** A comparison with what is never a value. */
  record Unknown<S>() implements Condition<S> {
    @Override
    public @Nullable Boolean test(S subject, ExpressionInput input) {
      return null;
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }

  /**
   * Membership in a list of literals.
   *
   * @param hasNull whether there is a NULL among them, which makes a miss unknown
   */
  record Member<S>(Set<S> members, boolean hasNull) implements Condition<S> {
    @Override
    public @Nullable Boolean test(S subject, ExpressionInput input) {
      return members.contains(subject) ? Boolean.TRUE : hasNull ? null : Boolean.FALSE;
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }

  /** Whether any of some holds. */
  record Any<S>(List<Condition<S>> tests) implements Condition<S> {
    @Override
    public @Nullable Boolean test(S subject, ExpressionInput input) {
      Boolean any = Boolean.FALSE;
      for (Condition<S> test : tests) {
        Boolean answer = test.test(subject, input);
        if (answer == null) {
          any = null;
        } else if (answer) {
          return Boolean.TRUE;
        }
      }
      return any;
    }

    @Override
    public boolean isConstant() {
      return tests.stream().allMatch(Condition::isConstant);
    }
  }

  /** Whether both of two hold. */
  record Both<S>(Condition<S> first, Condition<S> second) implements Condition<S> {
    @Override
    public @Nullable Boolean test(S subject, ExpressionInput input) {
      Boolean one = first.test(subject, input);
      if (Boolean.FALSE.equals(one)) {
        return one;
      }
      Boolean two = second.test(subject, input);
      boolean decided = one != null || Boolean.FALSE.equals(two);
      return decided ? two : null;
    }

    @Override
    public boolean isConstant() {
      return first.isConstant() && second.isConstant();
    }
  }

  /** The answer for a term; unknown if that has no value. */
  record Asked<S>(Term<S> subject, Condition<S> test) implements Term<Boolean> {
    @Override
    public @Nullable Boolean value(ExpressionInput input) {
      S value = subject.value(input);
      return value == null ? null : test.test(value, input);
    }

    @Override
    public boolean isConstant() {
      return subject.isConstant() && test.isConstant();
    }
  }
}
