package io.xmlfleet.contract.expression.syntax;

import io.xmlfleet.text.Suggestions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators stand between: literals, names, parentheses, CASE, calls. */
final class PrimaryParser {
  private final Tokens tokens;
  private final OperatorParser operators;
  private final NumberLiterals numbers;
  private final List<NameReference> names;

  /** How many CASEs and NULLIFs there were. */
  private int choices;

  /** Whether an aggregate is open. */
  private boolean aggregated;

  PrimaryParser(
      Tokens tokens, OperatorParser operators, NumberLiterals numbers, List<NameReference> names) {
    this.numbers = numbers;
    this.tokens = tokens;
    this.operators = operators;
    this.names = names;
  }

  Node primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case TEXT -> new Node.TextLiteral(token.text(), leaf(tokens.next()));
      case NUMBER -> number(tokens.next());
      case PATH -> name(tokens.next(), true);
      case WORD -> word(token);
      default -> {
        if (!tokens.accept("(")) {
          throw tokens.unexpected("a value");
        }
        Node inner = operators.expression();
        tokens.expect(")");
        yield inner;
      }
    };
  }

  /** Expressions between commas up to a closing parenthesis; at least one. */
  List<Node> list() {
    List<Node> items = new ArrayList<>();
    do {
      items.add(operators.expression());
    } while (tokens.accept(","));
    tokens.expect(")");
    return items;
  }

  /** A text literal of one code point. */
  String oneCharacter() {
    Token token = tokens.peek();
    boolean one =
        token.kind() == Token.Kind.TEXT
            && token.text().codePointCount(0, token.text().length()) == 1;
    if (!one) {
      throw tokens.unexpected("a text of one character");
    }
    return tokens.next().text();
  }

  private static Position leaf(Token token) {
    return Position.leaf(token.offset());
  }

  private Node number(Token token) {
    BigDecimal value = numbers.number(token.text());
    if (value == null) {
      throw ExpressionException.at(
          token.offset(), "a number has at most 38 digits before the point and 100 behind it");
    }
    return new Node.NumberLiteral(value, leaf(token));
  }

  private Node name(Token token, boolean isPath) {
    Node.Name name = new Node.Name(token.text(), isPath, leaf(token));
    names.add(name.reference());
    return name;
  }

  private Node word(Token token) {
    if (token.is("CASE")) {
      return choice(tokens.next());
    }
    if (token.is("NULL")) {
      return new Node.NullLiteral(leaf(tokens.next()));
    }
    if (token.is("TRUE") || token.is("FALSE")) {
      return new Node.TruthLiteral(token.is("TRUE"), leaf(tokens.next()));
    }
    if (Tokens.isReserved(token)) {
      throw tokens.unexpected("a value");
    }
    if (!tokens.peekSecond().is("(")) {
      return name(tokens.next(), false);
    }
    return token.is("CAST") ? cast(tokens.next()) : call(tokens.next());
  }

  private Node choice(Token word) {
    choices++;
    List<Node> children = new ArrayList<>();
    Node subject = tokens.peek().is("WHEN") ? null : child(children);
    List<Node.When> branches = new ArrayList<>();
    tokens.expect("WHEN");
    do {
      Node when = child(children);
      tokens.expect("THEN");
      branches.add(new Node.When(when, child(children)));
    } while (tokens.accept("WHEN"));
    Node otherwise = tokens.accept("ELSE") ? child(children) : null;
    tokens.expect("END");
    return new Node.Case(subject, branches, otherwise, Position.over(word.offset(), children));
  }

  private Node child(List<Node> children) {
    Node child = operators.expression();
    children.add(child);
    return child;
  }

  private Node cast(Token word) {
    tokens.expect("(");
    Node operand = operators.expression();
    tokens.expect("AS");
    CastType type = CastTypeParser.parse(tokens);
    tokens.expect(")");
    return new Node.Cast(operand, type, Position.over(word.offset(), operand));
  }

  private Node call(Token word) {
    AggregateFunction aggregate = AggregateFunction.named(word.text());
    if (aggregate != null) {
      return aggregate(aggregate, word);
    }
    Function function = Function.named(word.text());
    if (function == null) {
      throw ExpressionException.at(
          word.offset(),
          "unknown function "
              + word.shown()
              + Suggestions.near(word.text(), AggregateFunction.callable()));
    }
    choices += function == Function.NULLIF ? 1 : 0;
    tokens.expect("(");
    DateUnit unit = function.hasUnit() ? unit() : null;
    List<Node> arguments = tokens.accept(")") ? List.of() : list();
    if (!function.takes(arguments.size())) {
      throw ExpressionException.at(
          word.offset(), function + " takes " + function.arity() + ", not " + arguments.size());
    }
    return new Node.Call(function, unit, arguments, Position.over(word.offset(), arguments));
  }

  private Node aggregate(AggregateFunction function, Token word) {
    if (aggregated) {
      throw ExpressionException.at(word.offset(), "an aggregate does not stand in another one");
    }
    aggregated = true;
    int namesBefore = names.size();
    int choicesBefore = choices;
    tokens.expect("(");
    boolean distinct = tokens.accept("DISTINCT");
    Node argument = operators.expression();
    String separator = null;
    if (function == AggregateFunction.STRING_AGG) {
      tokens.expect(",");
      if (tokens.peek().kind() != Token.Kind.TEXT) {
        throw tokens.unexpected("a text to put between");
      }
      separator = tokens.next().text();
    }
    tokens.expect(")");
    requireOnePath(function, word, names.subList(namesBefore, names.size()));
    aggregated = false;
    return new Node.Aggregate(
        function,
        distinct,
        argument,
        separator,
        choices > choicesBefore,
        Position.over(word.offset(), argument));
  }

  private static void requireOnePath(
      AggregateFunction function, Token word, List<NameReference> names) {
    boolean one =
        !names.isEmpty()
            && names.stream()
                .allMatch(name -> name.isPath() && name.text().equals(names.get(0).text()));
    if (!one) {
      throw ExpressionException.at(
          word.offset(), function + " is of one path, which stands in brackets: [path]");
    }
  }

  private @Nullable DateUnit unit() {
    DateUnit unit = DateUnit.named(tokens.peek());
    if (unit == null) {
      throw tokens.unexpected("a unit: day, week, month, year, hour, minute, second");
    }
    tokens.next();
    tokens.expect(",");
    return unit;
  }
}
