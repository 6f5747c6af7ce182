package io.xmlfleet.mapping;

import io.xmlfleet.contract.Computed;
import io.xmlfleet.contract.expression.CompiledExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression over the values of a row. Compared by identity. Immutable and thread-safe. */
final class Computation implements RowTest {
  private static final int MOST_SHOWN = 100;

  private final String source;
  private final CompiledExpression expression;
  private final RowValue[] inputs;
  private final boolean ofDocument;

  Computation(Computed computed, List<RowValue> inputs) {
    this.source = computed.text();
    this.expression = computed.expression();
    this.inputs = inputs.toArray(RowValue[]::new);
    this.ofDocument = inputs.stream().allMatch(RowValue::isOfDocument);
  }

  /** Null if there is none, or if it cannot be told. */
  @Nullable String text(RowInput row) {
    return expression.text(slot -> input(slot, row));
  }

  @Override
  public boolean passes(RowInput row) {
    return expression.test(slot -> input(slot, row));
  }

  private @Nullable String input(int slot, RowInput row) {
    return inputs[slot].read(row) instanceof String text ? text : null;
  }

  /** Whether its value is the same for all rows of a document. */
  boolean isOfDocument() {
    return ofDocument;
  }

  /** As the contract writes it. */
  String source() {
    return source;
  }

  @Override
  public List<RowValue> values() {
    return List.of(inputs);
  }

  /** The beginning of a long one. */
  @Override
  public String path() {
    return source.length() <= MOST_SHOWN ? source : source.substring(0, MOST_SHOWN) + "…";
  }
}
