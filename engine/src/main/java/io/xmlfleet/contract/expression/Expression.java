package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.NameReference;
import io.xmlfleet.contract.expression.syntax.Node;
import io.xmlfleet.contract.expression.syntax.Printer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it was written: its syntax is right, its types are not checked yet. Immutable.
 * Two are equal if they say the same, wherever their names stand.
 */
public final class Expression {
  private final Node root;
  private final List<NameReference> names;

  Expression(Node root, List<NameReference> names) {
    this.root = root;
    this.names = List.copyOf(names);
  }

  /** Every place of a name, in order of appearance. */
  public List<NameReference> names() {
    return names;
  }

  /**
   * Checks the types and makes an evaluator.
   *
   * @param resolver gives each name, as often as it appears, the slot that {@link
   *     ExpressionInput#text} gets; it throws {@link ExpressionException#at(NameReference, String)}
   *     for a name that it does not know
   * @throws ExpressionException if the types do not fit, or from the resolver
   */
  public CompiledExpression compile(Names resolver) {
    return new CompiledExpression(root.accept(new Compiler(resolver)));
  }

  /**
   * {@link #compile} for what must be a condition.
   *
   * @throws ExpressionException if it is none, if the types do not fit, or from the resolver
   */
  public CompiledExpression compileCondition(Names resolver) {
    Operand<?> compiled = root.accept(new Compiler(resolver));
    compiled.condition();
    return new CompiledExpression(compiled);
  }

  Node root() {
    return root;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression expression && root.equals(expression.root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  /** The expression in one line, with the fewest parentheses; it parses to an equal one. */
  @Override
  public String toString() {
    return Printer.print(root);
  }
}
