package io.xmlfleet.contract.expression;

import org.jspecify.annotations.Nullable;

/** A compiled part of an expression. Immutable and thread-safe. */
interface Term<T> {
  @Nullable T value(ExpressionInput input);

  /** Whether the value is the same for every input. */
  boolean isConstant();

  /** The same for a constant, evaluated. */
  default Term<T> folded() {
    return isConstant() ? new Constant<>(value(slot -> null)) : this;
  }

  /** A value that no document changes. */
  record Constant<T>(@Nullable T constant) implements Term<T> {
    @Override
    public @Nullable T value(ExpressionInput input) {
      return constant;
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public Term<T> folded() {
      return this;
    }
  }

  /** A text of the document. */
  record Slot(int slot) implements Term<String> {
    @Override
    public @Nullable String value(ExpressionInput input) {
      return input.text(slot);
    }

    @Override
    public boolean isConstant() {
      return false;
    }
  }

  /** A function of one value; of NULL it is NULL. */
  record Applied<A, R>(Conversion<A, R> function, Term<A> argument) implements Term<R> {
    @Override
    public @Nullable R value(ExpressionInput input) {
      A value = argument.value(input);
      return value == null ? null : function.convert(value);
    }

    @Override
    public boolean isConstant() {
      return argument.isConstant();
    }
  }

  /** A function of two values; if one is NULL it is NULL. */
  record Combined<A, B, R>(Operation<A, B, R> operation, Term<A> first, Term<B> second)
      implements Term<R> {
    @Override
    public @Nullable R value(ExpressionInput input) {
      A a = first.value(input);
      if (a == null) {
        return null;
      }
      B b = second.value(input);
      return b == null ? null : operation.apply(a, b);
    }

    @Override
    public boolean isConstant() {
      return first.isConstant() && second.isConstant();
    }
  }
}
