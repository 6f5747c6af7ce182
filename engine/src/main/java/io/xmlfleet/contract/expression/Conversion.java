package io.xmlfleet.contract.expression;

import org.jspecify.annotations.Nullable;

/** A function of one value. Throws nothing; null: there is no result. */
@FunctionalInterface
interface Conversion<A, R> {
  @Nullable R convert(A value);

  /** The conversion of what a term gives. */
  default Term<R> over(Term<A> term) {
    return new Term.Applied<>(this, term).folded();
  }

  /** A value as it is, at no cost. */
  static <T> Conversion<T, T> same() {
    return new Same<>();
  }

  /** A value as it is. */
  record Same<T>() implements Conversion<T, T> {
    @Override
    public T convert(T value) {
      return value;
    }

    @Override
    public Term<T> over(Term<T> term) {
      return term;
    }
  }
}
