package io.xmlfleet.contract.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators by how tightly they bind: a Pratt parser. Confined to one thread. */
public final class OperatorParser {
  /** Each level of a tree may cost an operand and a parenthesis. */
  private static final int MOST_OPEN = 2 * Position.MOST_LEVELS + 10;

  private final Tokens tokens;
  private final PrimaryParser primaries;
  private int open;

  private OperatorParser(Tokens tokens, NumberLiterals numbers, List<NameReference> names) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, this, numbers, names);
  }

  /**
   * The tree of a text.
   *
   * @param names gets every name, in order of appearance
   * @throws ExpressionException if the text is not an expression
   */
  public static Node parse(String text, NumberLiterals numbers, List<NameReference> names) {
    Tokens tokens = new Tokens(Lexer.tokens(text));
    Node root = new OperatorParser(tokens, numbers, names).expression();
    tokens.expectEnd();
    return root;
  }

  Node expression() {
    return expression(Level.OR);
  }

  /**
   * An expression.
   *
   * @param least operators that bind looser end it
   */
  private Node expression(Level least) {
    if (++open > MOST_OPEN) {
      throw ExpressionException.at(tokens.peek().offset(), "nested too deeply");
    }
    Node left = prefix(least);
    Level level = infixLevel();
    while (level != null && !level.isLooserThan(least)) {
      left = infix(level, left);
      Level next = infixLevel();
      if (level == Level.PREDICATE && next == Level.PREDICATE) {
        throw ExpressionException.at(
            tokens.peek().offset(), "comparisons do not chain; use AND or parentheses");
      }
      level = next;
    }
    open--;
    return left;
  }

  private Node prefix(Level least) {
    Token token = tokens.peek();
    if (tokens.accept("-")) {
      Node operand = expression(Level.SIGN);
      return new Node.Negation(operand, Position.over(token.offset(), operand));
    }
    if (token.is("NOT")) {
      if (Level.NOT.isLooserThan(least)) {
        throw ExpressionException.at(token.offset(), "NOT needs parentheses here");
      }
      tokens.next();
      Node operand = expression(Level.NOT);
      return new Node.Not(operand, Position.over(token.offset(), operand));
    }
    return primaries.primary();
  }

  /** How tightly the next token binds what is before it; null if it does not. */
  private @Nullable Level infixLevel() {
    Token token = tokens.peek();
    for (ChainOperator operator : ChainOperator.values()) {
      if (token.is(operator.symbol())) {
        return operator.level();
      }
    }
    ArithmeticOperator operator = ArithmeticOperator.of(token);
    if (operator != null) {
      return operator.level();
    }
    boolean predicate =
        Relation.of(token) != null
            || token.is("IS")
            || isNegatable(token)
            || (token.is("NOT") && isNegatable(tokens.peekSecond()));
    return predicate ? Level.PREDICATE : null;
  }

  private static boolean isNegatable(Token token) {
    return token.is("IN") || token.is("LIKE") || token.is("BETWEEN");
  }

  private Node infix(Level level, Node left) {
    return switch (level) {
      case OR -> chain(ChainOperator.OR, left);
      case AND -> chain(ChainOperator.AND, left);
      case CONCATENATION -> chain(ChainOperator.CONCATENATE, left);
      case SUM, PRODUCT -> arithmetic(left);
      default -> predicate(left);
    };
  }

  private Node chain(ChainOperator operator, Node first) {
    int offset = tokens.peek().offset();
    List<Node> parts = new ArrayList<>(List.of(first));
    while (tokens.accept(operator.symbol())) {
      parts.add(expression(operator.level().tighter()));
    }
    return new Node.Chain(operator, parts, Position.over(offset, parts));
  }

  private Node arithmetic(Node left) {
    Token token = tokens.next();
    ArithmeticOperator operator = ArithmeticOperator.of(token);
    if (operator == null) {
      throw new IllegalStateException("not arithmetic: " + token);
    }
    Node right = expression(operator.level().tighter());
    return new Node.Arithmetic(operator, left, right, Position.over(token.offset(), left, right));
  }

  private Node predicate(Node left) {
    Token token = tokens.next();
    Relation relation = Relation.of(token);
    if (relation != null) {
      Node right = operand();
      return new Node.Comparison(relation, left, right, Position.over(token.offset(), left, right));
    }
    if (token.is("IS")) {
      return is(token, left);
    }
    boolean negated = token.is("NOT");
    Token word = negated ? tokens.next() : token;
    if (word.is("IN")) {
      return in(word, left, negated);
    }
    return word.is("LIKE") ? like(word, left, negated) : between(word, left, negated);
  }

  private Node operand() {
    return expression(Level.PREDICATE.tighter());
  }

  private Node is(Token word, Node left) {
    boolean negated = tokens.accept("NOT");
    Absence absence = tokens.accept("EMPTY") ? Absence.EMPTY : Absence.NULL;
    if (absence == Absence.NULL && !tokens.accept("NULL")) {
      throw tokens.unexpected("NULL or EMPTY");
    }
    return new Node.Is(left, absence, negated, Position.over(word.offset(), left));
  }

  private Node in(Token word, Node left, boolean negated) {
    tokens.expect("(");
    List<Node> items = primaries.list();
    List<Node> children = new ArrayList<>(items);
    children.add(left);
    return new Node.In(left, items, negated, Position.over(word.offset(), children));
  }

  private Node like(Token word, Node left, boolean negated) {
    Node pattern = operand();
    String escape = tokens.accept("ESCAPE") ? primaries.oneCharacter() : null;
    return new Node.Like(
        left, pattern, escape, negated, Position.over(word.offset(), left, pattern));
  }

  private Node between(Token word, Node left, boolean negated) {
    Node low = operand();
    tokens.expect("AND");
    Node high = operand();
    return new Node.Between(
        left, low, high, negated, Position.over(word.offset(), left, low, high));
  }
}
