package io.xmlfleet.contract;

import io.xmlfleet.contract.expression.CompiledExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression, and where the texts of its names come from. Immutable.
 *
 * @param text as the contract writes it
 * @param inputs by the slot that the expression asks for
 */
public record Computed(
    String text, CompiledExpression expression, List<ValueSource> inputs, SourcePosition at) {
  public Computed {
    inputs = List.copyOf(inputs);
  }

  /** Whether its value is always the same. */
  public boolean isConstant() {
    return inputs.isEmpty();
  }

  /** By identity: expressions hold each other, and some many times. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
