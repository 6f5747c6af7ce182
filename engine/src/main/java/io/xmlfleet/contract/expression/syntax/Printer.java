package io.xmlfleet.contract.expression.syntax;

import java.util.List;
import java.util.Locale;

/** Prints a tree with the fewest parentheses. Confined to one thread. */
public final class Printer implements Node.Visitor<Level> {
  private final StringBuilder printed = new StringBuilder();

  private Printer() {}

  public static String print(Node node) {
    Printer printer = new Printer();
    node.accept(printer);
    return printer.printed.toString();
  }

  @Override
  public Level text(Node.TextLiteral node) {
    return primary(quoted(node.value()));
  }

  @Override
  public Level number(Node.NumberLiteral node) {
    return primary(node.value().toPlainString());
  }

  @Override
  public Level truth(Node.TruthLiteral node) {
    return primary(String.valueOf(node.value()).toUpperCase(Locale.ROOT));
  }

  @Override
  public Level nothing(Node.NullLiteral node) {
    return primary("NULL");
  }

  @Override
  public Level name(Node.Name node) {
    return primary(node.isPath() ? '[' + node.text() + ']' : node.text());
  }

  @Override
  public Level negation(Node.Negation node) {
    printed.append('-');
    operand(node.operand(), Level.SIGN);
    return Level.SIGN;
  }

  @Override
  public Level not(Node.Not node) {
    printed.append("NOT ");
    operand(node.operand(), Level.NOT);
    return Level.NOT;
  }

  @Override
  public Level arithmetic(Node.Arithmetic node) {
    Level level = node.operator().level();
    operand(node.left(), level);
    printed.append(' ').append(node.operator().symbol()).append(' ');
    operand(node.right(), level.tighter());
    return level;
  }

  @Override
  public Level comparison(Node.Comparison node) {
    operand(node.left());
    printed.append(' ').append(node.relation().symbol()).append(' ');
    operand(node.right());
    return Level.PREDICATE;
  }

  @Override
  public Level chain(Node.Chain node) {
    Level level = node.operator().level();
    String separator = "";
    for (Node part : node.parts()) {
      printed.append(separator);
      operand(part, level.tighter());
      separator = ' ' + node.operator().symbol() + ' ';
    }
    return level;
  }

  @Override
  public Level in(Node.In node) {
    operand(node.operand());
    printed.append(node.negated() ? " NOT IN (" : " IN (");
    list(node.items());
    printed.append(')');
    return Level.PREDICATE;
  }

  @Override
  public Level like(Node.Like node) {
    operand(node.operand());
    printed.append(node.negated() ? " NOT LIKE " : " LIKE ");
    operand(node.pattern());
    String escape = node.escape();
    if (escape != null) {
      printed.append(" ESCAPE ").append(quoted(escape));
    }
    return Level.PREDICATE;
  }

  @Override
  public Level between(Node.Between node) {
    operand(node.operand());
    printed.append(node.negated() ? " NOT BETWEEN " : " BETWEEN ");
    operand(node.low());
    printed.append(" AND ");
    operand(node.high());
    return Level.PREDICATE;
  }

  @Override
  public Level is(Node.Is node) {
    operand(node.operand());
    printed.append(node.negated() ? " IS NOT " : " IS ").append(node.absence());
    return Level.PREDICATE;
  }

  @Override
  public Level choice(Node.Case node) {
    printed.append("CASE");
    Node subject = node.subject();
    if (subject != null) {
      part(" ", subject);
    }
    for (Node.When branch : node.branches()) {
      part(" WHEN ", branch.when());
      part(" THEN ", branch.then());
    }
    Node otherwise = node.otherwise();
    if (otherwise != null) {
      part(" ELSE ", otherwise);
    }
    return primary(" END");
  }

  @Override
  public Level call(Node.Call node) {
    printed.append(node.function()).append('(');
    DateUnit unit = node.unit();
    if (unit != null) {
      printed.append(unit).append(", ");
    }
    list(node.arguments());
    return primary(")");
  }

  @Override
  public Level cast(Node.Cast node) {
    part("CAST(", node.operand());
    printed.append(" AS ").append(node.type());
    return primary(")");
  }

  @Override
  public Level aggregate(Node.Aggregate node) {
    part(node.function() + (node.distinct() ? "(DISTINCT " : "("), node.argument());
    String separator = node.separator();
    if (separator != null) {
      printed.append(", ").append(quoted(separator));
    }
    return primary(")");
  }

  private Level primary(String text) {
    printed.append(text);
    return Level.PRIMARY;
  }

  private static String quoted(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  private void part(String before, Node node) {
    printed.append(before);
    node.accept(this);
  }

  private void list(List<Node> nodes) {
    String separator = "";
    for (Node node : nodes) {
      part(separator, node);
      separator = ", ";
    }
  }

  private void operand(Node node) {
    operand(node, Level.PREDICATE.tighter());
  }

  /** Prints an operand, in parentheses if it binds looser than its place asks. */
  private void operand(Node node, Level least) {
    int start = printed.length();
    if (node.accept(this).isLooserThan(least)) {
      printed.insert(start, '(').append(')');
    }
  }
}
