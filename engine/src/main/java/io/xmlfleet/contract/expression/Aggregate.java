package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.AggregateFunction;
import io.xmlfleet.contract.expression.syntax.Node;
import io.xmlfleet.contract.expression.syntax.Position;
import io.xmlfleet.contract.expression.syntax.Printer;
import org.jspecify.annotations.Nullable;

/**
 * What an expression makes of all texts of a path, one after the other: an {@link Accumulator} has
 * the state. Immutable and thread-safe; two are equal if they say the same.
 */
public final class Aggregate {
  /** The slot of the path in the argument. */
  static final int INPUT = 0;

  private final AggregateFunction function;
  private final boolean distinct;
  private final @Nullable String separator;
  private final boolean choosing;
  private final Kind<?> kind;
  private final Term<?> argument;
  private final String text;

  private Aggregate(Node.Aggregate node, Kind<?> kind, Term<?> argument) {
    this.function = node.function();
    this.distinct = node.distinct();
    this.separator = node.separator();
    this.choosing = node.choosing();
    this.kind = kind;
    this.argument = argument;
    this.text = Printer.print(node);
  }

  /**
   * The aggregate of a node.
   *
   * @param argument reads the path at {@link #INPUT}
   * @throws io.xmlfleet.contract.expression.syntax.ExpressionException if its type does not fit
   */
  static Aggregate of(Node.Aggregate node, Operand<?> argument) {
    return switch (node.function()) {
      case SUM, AVG -> new Aggregate(node, Kind.NUMBER, argument.number());
      case MIN, MAX ->
          switch (argument.type()) {
            case DATE -> new Aggregate(node, Kind.DATE, argument.date());
            case DATETIME -> new Aggregate(node, Kind.DATETIME, argument.dateTime());
            default -> new Aggregate(node, Kind.NUMBER, argument.number());
          };
      case COUNT -> new Aggregate(node, Kind.NUMBER, argument.term());
      case STRING_AGG -> new Aggregate(node, Kind.TEXT, argument.text());
      case ANY -> new Aggregate(node, Kind.BOOLEAN, argument.condition());
    };
  }

  /** The result, which the input gives as text. */
  Operand<?> operand(int slot, Position at) {
    return operand(kind, slot, at);
  }

  private static <T> Operand<T> operand(Kind<T> kind, int slot, Position at) {
    Conversion<String, Boolean> toTruth = "1"::equals;
    Term<String> read = new Term.Slot(slot);
    Operand<?> seen =
        kind.type() == ExpressionType.BOOLEAN
            ? new Operand<>(Kind.BOOLEAN, toTruth.over(read), at)
            : new Operand<>(Kind.TEXT, read, at);
    return new Operand<>(kind, kind.view().of(seen), at);
  }

  AggregateFunction function() {
    return function;
  }

  boolean isDistinct() {
    return distinct;
  }

  String separator() {
    return separator == null ? "" : separator;
  }

  /** The argument for a text; null: the text is left out, or unusable. */
  @Nullable Object value(String of) {
    return argument.value(slot -> of);
  }

  /** Whether a text that is not blank and gives no value makes the result NULL. */
  boolean isSpoiltByUnusable() {
    return !choosing
        && function != AggregateFunction.COUNT
        && function != AggregateFunction.STRING_AGG;
  }

  /** The text of a value of the argument's type. */
  String text(Object value) {
    return text(kind, value);
  }

  @SuppressWarnings("unchecked") // values are of the kind that the argument was made for
  private static <T> String text(Kind<T> kind, Object value) {
    return String.valueOf(kind.toText().convert((T) value));
  }

  /** What it is of no text at all. */
  public @Nullable String ofNone() {
    return new Accumulator(this).text();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Aggregate aggregate && text.equals(aggregate.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As an expression says it. */
  @Override
  public String toString() {
    return text;
  }
}
