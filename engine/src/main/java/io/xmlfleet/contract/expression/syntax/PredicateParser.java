package io.xmlfleet.contract.expression.syntax;

import io.xmlfleet.contract.convert.Blanks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the condition in the brackets of a path's step: XPath's words, for the trees of
 * expressions. A comparison holds if it holds of any element that its path leads to, and a path
 * alone if there is one, so that a condition is never unknown. Confined to one thread.
 */
public final class PredicateParser {
  /** The number of the element among those that met the predicates before. */
  public static final String POSITION = "position()";

  private static final List<String> RELATIONS = List.of("<=", ">=", "!=", "=", "<", ">");
  private static final String ENDS_PATH = "=!<>)]'\" \t\r\n,|";
  private static final int MOST_OPEN = 100;
  private static final String ESCAPE = "!";

  /** XPath's functions of a path and a text, and what stands around the text in a LIKE. */
  private static final Map<String, String> SEARCHES =
      Map.of("contains", "%%%s%%", "starts-with", "%s%%");

  private final String text;
  private final NumberLiterals numbers;
  private int at;
  private int open;

  private PredicateParser(String text, NumberLiterals numbers) {
    this.text = text;
    this.numbers = numbers;
  }

  /**
   * The tree of a condition.
   *
   * @throws ExpressionException if the text is none
   */
  public static Node parse(String text, NumberLiterals numbers) {
    PredicateParser parser = new PredicateParser(text, numbers);
    Node condition = parser.chain(ChainOperator.OR);
    if (parser.at < text.length()) {
      throw parser.problem("expected and, or or the end");
    }
    return condition;
  }

  private Node chain(ChainOperator operator) {
    if (++open > MOST_OPEN) {
      throw problem("nested too deeply");
    }
    List<Node> parts = new ArrayList<>();
    int start = at;
    do {
      parts.add(operator == ChainOperator.OR ? chain(ChainOperator.AND) : condition());
    } while (acceptWord(operator == ChainOperator.OR ? "or" : "and"));
    open--;
    return parts.size() == 1
        ? parts.get(0)
        : new Node.Chain(operator, parts, Position.over(start, parts));
  }

  private Node condition() {
    skipBlanks();
    int start = at;
    if (accept("(")) {
      return enclosed();
    }
    if (acceptCall("not")) {
      Node inner = enclosed();
      return new Node.Not(inner, Position.over(start, inner));
    }
    for (Map.Entry<String, String> search : SEARCHES.entrySet()) {
      if (acceptCall(search.getKey())) {
        return any(search(search.getValue(), start), start);
      }
    }
    String path = path();
    Node.Name name = new Node.Name(path, true, Position.leaf(start));
    Relation relation = relation();
    boolean single = path.equals(POSITION) || path.endsWith("count()");
    if (relation == null) {
      if (single) {
        throw ExpressionException.at(start, path + " is compared with a number");
      }
      return any(new Node.Is(name, Absence.NULL, true, Position.over(start, name)), start);
    }
    Node literal = literal();
    Node comparison =
        new Node.Comparison(relation, name, literal, Position.over(start, name, literal));
    return single ? comparison : any(comparison, start);
  }

  /** The arguments of {@code contains} or {@code starts-with}: a path and a text in quotes. */
  private Node search(String pattern, int start) {
    skipBlanks();
    Position place = Position.leaf(at);
    Node.Name name = new Node.Name(path(), true, place);
    if (!accept(",")) {
      throw problem("expected , and a text in quotes");
    }
    int quote = at;
    Node literal = literal();
    if (!(literal instanceof Node.TextLiteral wanted)) {
      throw ExpressionException.at(quote, "expected a text in quotes");
    }
    if (!accept(")")) {
      throw problem("expected )");
    }
    skipBlanks();
    String escaped = wanted.value().replaceAll("[!%_]", ESCAPE + "$0");
    Node like = new Node.TextLiteral(pattern.formatted(escaped), wanted.at());
    return new Node.Like(name, like, ESCAPE, false, Position.over(start, name, like));
  }

  private Node enclosed() {
    Node inner = chain(ChainOperator.OR);
    if (!accept(")")) {
      throw problem("expected )");
    }
    skipBlanks();
    return inner;
  }

  private static Node any(Node condition, int start) {
    return new Node.Aggregate(
        AggregateFunction.ANY, false, condition, null, true, Position.over(start, condition));
  }

  /** A path, or several with | between them. */
  private String path() {
    int start = at;
    onePath();
    int end = at;
    skipBlanks();
    while (accept("|")) {
      skipBlanks();
      onePath();
      end = at;
      skipBlanks();
    }
    return text.substring(start, end);
  }

  /** Goes to what cannot be part of a path; brackets and parentheses in it are closed. */
  private void onePath() {
    int start = at;
    while (at < text.length() && ENDS_PATH.indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      if (c == '[' || (c == '(' && at > start)) {
        at = PathText.end(text, at);
      } else if (c == '(') {
        break;
      } else {
        at++;
      }
    }
    if (at == start) {
      throw problem("expected a path");
    }
  }

  private @Nullable Relation relation() {
    for (String symbol : RELATIONS) {
      if (accept(symbol)) {
        return Relation.of(new Token(Token.Kind.SYMBOL, symbol, at));
      }
    }
    return null;
  }

  private Node literal() {
    skipBlanks();
    int start = at;
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      int end = PathText.end(text, at);
      at = end;
      skipBlanks();
      return new Node.TextLiteral(text.substring(start + 1, end - 1), Position.leaf(start));
    }
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    boolean negative = digits.startsWith("-");
    BigDecimal number =
        digits.isEmpty() ? null : numbers.number(negative ? digits.substring(1) : digits);
    if (number == null) {
      at = start;
      throw problem("expected a text in quotes or a number; a path is compared with those only");
    }
    skipBlanks();
    Node literal = new Node.NumberLiteral(number, Position.leaf(start));
    return negative ? new Node.Negation(literal, Position.over(start, literal)) : literal;
  }

  /** Goes behind the parenthesis of a function that is called here. */
  private boolean acceptCall(String function) {
    if (!text.startsWith(function, at)
        || !text.substring(at + function.length()).strip().startsWith("(")) {
      return false;
    }
    at = text.indexOf('(', at) + 1;
    return true;
  }

  private boolean acceptWord(String word) {
    int end = at + word.length();
    boolean is =
        text.startsWith(word, at)
            && end < text.length()
            && (Blanks.isSpace(text.charAt(end)) || text.charAt(end) == '(');
    if (is) {
      at = end;
    }
    return is;
  }

  private boolean accept(String symbol) {
    if (!text.startsWith(symbol, at)) {
      return false;
    }
    at += symbol.length();
    return true;
  }

  private void skipBlanks() {
    while (at < text.length() && Blanks.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private ExpressionException problem(String message) {
    return ExpressionException.at(at, message);
  }
}
