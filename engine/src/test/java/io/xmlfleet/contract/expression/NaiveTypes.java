package io.xmlfleet.contract.expression;

import static io.xmlfleet.contract.expression.ExpressionType.BOOLEAN;
import static io.xmlfleet.contract.expression.ExpressionType.DATE;
import static io.xmlfleet.contract.expression.ExpressionType.DATETIME;
import static io.xmlfleet.contract.expression.ExpressionType.NULL;
import static io.xmlfleet.contract.expression.ExpressionType.NUMBER;
import static io.xmlfleet.contract.expression.ExpressionType.TEXT;

import io.xmlfleet.contract.expression.syntax.ChainOperator;
import io.xmlfleet.contract.expression.syntax.DateUnit;
import io.xmlfleet.contract.expression.syntax.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types of trees whose types fit. */
final class NaiveTypes implements Node.Visitor<ExpressionType> {
  @Override
  public ExpressionType aggregate(Node.Aggregate node) {
    throw new UnsupportedOperationException("random trees have no aggregates");
  }

  private static final Set<DateUnit> TIMES =
      Set.of(DateUnit.HOUR, DateUnit.MINUTE, DateUnit.SECOND);

  static ExpressionType of(Node node) {
    return node.accept(new NaiveTypes());
  }

  static ExpressionType common(List<Node> nodes) {
    Set<ExpressionType> types = new HashSet<>();
    nodes.forEach(node -> types.add(of(node)));
    types.remove(NULL);
    if (types.isEmpty()) {
      return NULL;
    }
    if (types.equals(Set.of(DATE, DATETIME))) {
      return DATETIME;
    }
    return types.size() == 1 ? types.iterator().next() : TEXT;
  }

  static List<Node> results(Node.Case node) {
    List<Node> results = new ArrayList<>();
    node.branches().forEach(branch -> results.add(branch.then()));
    if (node.otherwise() != null) {
      results.add(node.otherwise());
    }
    return results;
  }

  @Override
  public ExpressionType text(Node.TextLiteral node) {
    return TEXT;
  }

  @Override
  public ExpressionType number(Node.NumberLiteral node) {
    return NUMBER;
  }

  @Override
  public ExpressionType truth(Node.TruthLiteral node) {
    return BOOLEAN;
  }

  @Override
  public ExpressionType nothing(Node.NullLiteral node) {
    return NULL;
  }

  @Override
  public ExpressionType name(Node.Name node) {
    return TEXT;
  }

  @Override
  public ExpressionType negation(Node.Negation node) {
    return NUMBER;
  }

  @Override
  public ExpressionType not(Node.Not node) {
    return BOOLEAN;
  }

  @Override
  public ExpressionType arithmetic(Node.Arithmetic node) {
    return NUMBER;
  }

  @Override
  public ExpressionType comparison(Node.Comparison node) {
    return BOOLEAN;
  }

  @Override
  public ExpressionType chain(Node.Chain node) {
    return node.operator() == ChainOperator.CONCATENATE ? TEXT : BOOLEAN;
  }

  @Override
  public ExpressionType in(Node.In node) {
    return BOOLEAN;
  }

  @Override
  public ExpressionType like(Node.Like node) {
    return BOOLEAN;
  }

  @Override
  public ExpressionType between(Node.Between node) {
    return BOOLEAN;
  }

  @Override
  public ExpressionType is(Node.Is node) {
    return BOOLEAN;
  }

  @Override
  public ExpressionType choice(Node.Case node) {
    return common(results(node));
  }

  @Override
  public ExpressionType call(Node.Call node) {
    return switch (node.function()) {
      case COALESCE -> common(node.arguments());
      case NULLIF -> of(node.arguments().get(0));
      case CONCAT, UPPER, LOWER, TRIM, LTRIM, RTRIM, LEFT, RIGHT, SUBSTRING, REPLACE -> TEXT;
      case DATE -> DATE;
      case DATETIME -> DATETIME;
      case DATEADD ->
          of(node.arguments().get(1)) == DATE && !TIMES.contains(node.unit()) ? DATE : DATETIME;
      default -> NUMBER;
    };
  }

  @Override
  public ExpressionType cast(Node.Cast node) {
    return switch (node.type().target()) {
      case TEXT, STRING -> TEXT;
      case INT, DECIMAL -> NUMBER;
      case DATE -> DATE;
      case DATETIME -> DATETIME;
    };
  }
}
