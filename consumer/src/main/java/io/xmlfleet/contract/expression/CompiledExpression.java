package io.xmlfleet.contract.expression;

import org.jspecify.annotations.Nullable;

/** An expression that can be evaluated. Immutable and thread-safe. */
public final class CompiledExpression {
  private final ExpressionType type;
  private final Term<?> term;

  CompiledExpression(Operand<?> operand) {
    this.type = operand.type();
    this.term = operand.term();
  }

  /** The type of every value that is not null. */
  public ExpressionType type() {
    return type;
  }

  /**
   * The value for a document: of the class that the type names, or null. Throws nothing, whatever
   * the texts are, unless the input does; the work is bounded by the length of the texts.
   */
  public @Nullable Object evaluate(ExpressionInput input) {
    return term.value(input);
  }

  /** Whether a condition is true; unknown is false, and so is everything that is no condition. */
  public boolean test(ExpressionInput input) {
    return Boolean.TRUE.equals(term.value(input));
  }
}
