package io.xmlfleet.mapping;

import io.xmlfleet.contract.expression.CompiledExpression;
import org.jspecify.annotations.Nullable;

/** An expression over the values of a row. Immutable and thread-safe. */
final class Computation implements TextReader, RowTest {
  private final CompiledExpression expression;
  private final ValueReader[] inputs;

  Computation(CompiledExpression expression, ValueReader[] inputs) {
    this.expression = expression;
    this.inputs = inputs.clone();
  }

  @Override
  public @Nullable String text(RowInput row) {
    return expression.text(slot -> input(slot, row));
  }

  @Override
  public boolean passes(RowInput row) {
    return expression.test(slot -> input(slot, row));
  }

  private @Nullable String input(int slot, RowInput row) {
    return inputs[slot].read(row) instanceof String text ? text : null;
  }
}
