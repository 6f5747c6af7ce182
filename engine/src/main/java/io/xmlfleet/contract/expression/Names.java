package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.NameReference;
import java.util.function.ToIntFunction;

/**
 * Gives each name of an expression, as often as it appears, the slot that {@link
 * ExpressionInput#text} gets. It throws {@link ExpressionException#at(NameReference, String)} for a
 * name that it does not know.
 */
@FunctionalInterface
public interface Names extends ToIntFunction<NameReference> {
  /** The same for what is made of all texts that a path gives. */
  default int aggregate(NameReference path, Aggregate aggregate) {
    throw ExpressionException.at(path, "there are no elements here to aggregate");
  }
}
