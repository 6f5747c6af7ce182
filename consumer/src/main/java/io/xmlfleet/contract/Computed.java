package io.xmlfleet.contract;

import io.xmlfleet.contract.expression.CompiledExpression;
import java.util.List;

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
}
