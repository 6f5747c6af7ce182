package io.xmlfleet.contract.expression;

import org.jspecify.annotations.Nullable;

/** An expression that can be evaluated. Immutable and thread-safe. */
public final class CompiledExpression {
  private final ExpressionType type;
  private final Term<?> term;
  private final Term<String> text;

  CompiledExpression(Operand<?> operand) {
    this.type = operand.type();
    this.term = operand.term();
    this.text = operand.text();
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

  /**
   * The value as text: numbers without an exponent or zeros at the end, dates by ISO 8601,
   * conditions as 1 and 0. As {@link #evaluate} otherwise.
   */
  public @Nullable String text(ExpressionInput input) {
    return text.value(input);
  }

  /** Whether a condition is true; unknown is false, and so is everything that is no condition. */
  public boolean test(ExpressionInput input) {
    return Boolean.TRUE.equals(term.value(input));
  }
}
