package io.xmlfleet.contract.expression.syntax;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree of an expression. Immutable; equal trees say the same, wherever they stand in
 * their text.
 */
public sealed interface Node {
  Position at();

  <R> R accept(Visitor<R> visitor);

  /** One case for each kind of node. */
  interface Visitor<R> {
    R text(TextLiteral node);

    R number(NumberLiteral node);

    R truth(TruthLiteral node);

    R nothing(NullLiteral node);

    R name(Name node);

    R negation(Negation node);

    R not(Not node);

    R arithmetic(Arithmetic node);

    R comparison(Comparison node);

    R chain(Chain node);

    R in(In node);

    R like(Like node);

    R between(Between node);

    R is(Is node);

    R choice(Case node);

    R call(Call node);

    R cast(Cast node);

    R aggregate(Aggregate node);
  }

  record TextLiteral(String value, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /**
   * A number.
   *
   * @param value not negative, without trailing zeros behind the point, its scale not negative
   */
  record NumberLiteral(BigDecimal value, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  record TruthLiteral(boolean value, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.truth(this);
    }
  }

  record NullLiteral(Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nothing(this);
    }
  }

  record Name(String text, boolean isPath, Position at) implements Node {
    public NameReference reference() {
      return new NameReference(text, isPath, at.offset());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.name(this);
    }
  }

  record Negation(Node operand, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.negation(this);
    }
  }

  record Not(Node operand, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  record Arithmetic(ArithmeticOperator operator, Node left, Node right, Position at)
      implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.arithmetic(this);
    }
  }

  record Comparison(Relation relation, Node left, Node right, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
    }
  }

  /** Two or more parts in a row: flat, so that a thousand alternatives are one level. */
  record Chain(ChainOperator operator, List<Node> parts, Position at) implements Node {
    public Chain {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.chain(this);
    }
  }

  record In(Node operand, List<Node> items, boolean negated, Position at) implements Node {
    public In {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /**
   * A match with a pattern.
   *
   * @param escape one code point; null: none
   */
  record Like(Node operand, Node pattern, @Nullable String escape, boolean negated, Position at)
      implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.like(this);
    }
  }

  record Between(Node operand, Node low, Node high, boolean negated, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  record Is(Node operand, Absence absence, boolean negated, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.is(this);
    }
  }

  /**
   * A choice.
   *
   * @param subject what the branches are compared with; null: the branches are conditions
   * @param otherwise null: NULL
   */
  record Case(@Nullable Node subject, List<When> branches, @Nullable Node otherwise, Position at)
      implements Node {
    public Case {
      branches = List.copyOf(branches);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choice(this);
    }
  }

  /** One branch of a choice. */
  record When(Node when, Node then) {}

  /**
   * A call.
   *
   * @param unit null for functions that have none
   */
  record Call(Function function, @Nullable DateUnit unit, List<Node> arguments, Position at)
      implements Node {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * What is made of all texts of a path.
   *
   * @param argument an expression in which one path stands, and no other name
   * @param separator only of STRING_AGG
   * @param choosing whether the argument can say that a text is left out: it has a CASE or NULLIF
   */
  record Aggregate(
      AggregateFunction function,
      boolean distinct,
      Node argument,
      @Nullable String separator,
      boolean choosing,
      Position at)
      implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }

  record Cast(Node operand, CastType type, Position at) implements Node {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cast(this);
    }
  }
}
