package io.xmlfleet.contract.expression;

import org.jspecify.annotations.Nullable;

/** A function of two values. Throws nothing; null: there is no result. */
@FunctionalInterface
interface Operation<A, B, R> {
  @Nullable R apply(A first, B second);
}
