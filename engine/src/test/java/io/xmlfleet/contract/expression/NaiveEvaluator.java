package io.xmlfleet.contract.expression;

import static io.xmlfleet.contract.expression.NaiveValues.bounded;
import static io.xmlfleet.contract.expression.NaiveValues.characters;

import io.xmlfleet.contract.expression.syntax.Absence;
import io.xmlfleet.contract.expression.syntax.CastType;
import io.xmlfleet.contract.expression.syntax.ChainOperator;
import io.xmlfleet.contract.expression.syntax.DateUnit;
import io.xmlfleet.contract.expression.syntax.Function;
import io.xmlfleet.contract.expression.syntax.Node;
import io.xmlfleet.contract.expression.syntax.Relation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expressions evaluated straight from the tree: no folding, no sharing, no bounds on the work. */
final class NaiveEvaluator implements Node.Visitor<Object> {
  @Override
  public Object aggregate(Node.Aggregate node) {
    throw new UnsupportedOperationException("random trees have no aggregates");
  }

  private final Map<String, String> document;

  NaiveEvaluator(Map<String, String> document) {
    this.document = document;
  }

  Object value(Node node) {
    return node.accept(this);
  }

  @Override
  public Object text(Node.TextLiteral node) {
    return node.value();
  }

  @Override
  public Object number(Node.NumberLiteral node) {
    return node.value();
  }

  @Override
  public Object truth(Node.TruthLiteral node) {
    return node.value();
  }

  @Override
  public Object nothing(Node.NullLiteral node) {
    return null;
  }

  @Override
  public Object name(Node.Name node) {
    return document.get(node.text());
  }

  @Override
  public Object negation(Node.Negation node) {
    BigDecimal number = numberOf(node.operand());
    return number == null ? null : number.negate();
  }

  @Override
  public Object not(Node.Not node) {
    return not((Boolean) value(node.operand()));
  }

  @Override
  public Object arithmetic(Node.Arithmetic node) {
    BigDecimal a = numberOf(node.left());
    BigDecimal b = numberOf(node.right());
    if (a == null || b == null) {
      return null;
    }
    MathContext context = MathContext.DECIMAL128;
    boolean byZero = b.signum() == 0;
    return switch (node.operator()) {
      case ADD -> bounded(a.add(b).round(context));
      case SUBTRACT -> bounded(a.subtract(b).round(context));
      case MULTIPLY -> bounded(a.multiply(b).round(context));
      case DIVIDE -> byZero ? null : bounded(a.divide(b, context));
      case REMAINDER -> byZero ? null : bounded(a.remainder(b).round(context));
    };
  }

  @Override
  public Object comparison(Node.Comparison node) {
    return compared(node.left(), node.relation(), node.right());
  }

  @Override
  public Object chain(Node.Chain node) {
    if (node.operator() == ChainOperator.CONCATENATE) {
      List<String> texts = texts(node.parts());
      return texts.contains(null) ? null : String.join("", texts);
    }
    boolean decisive = node.operator() == ChainOperator.OR;
    List<Object> values = node.parts().stream().map(this::value).collect(Collectors.toList());
    return values.contains(decisive) ? (Object) decisive : values.contains(null) ? null : !decisive;
  }

  @Override
  public Object in(Node.In node) {
    List<Boolean> equal =
        node.items().stream()
            .map(item -> compared(node.operand(), Relation.EQUAL, item))
            .collect(Collectors.toList());
    return not(
        equal.contains(true) ? (Boolean) true : equal.contains(null) ? null : false,
        node.negated());
  }

  @Override
  public Object like(Node.Like node) {
    String text = textOf(node.operand());
    String pattern = textOf(node.pattern());
    if (text == null || pattern == null) {
      return null;
    }
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    for (String c : characters(pattern)) {
      if (!escaped && c.equals(node.escape())) {
        escaped = true;
        continue;
      }
      boolean wild = !escaped && (c.equals("%") || c.equals("_"));
      regex.append(wild ? (c.equals("%") ? ".*" : ".") : Pattern.quote(c));
      escaped = false;
    }
    boolean matches = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    return escaped ? null : not(matches, node.negated());
  }

  @Override
  public Object between(Node.Between node) {
    Boolean low = compared(node.operand(), Relation.AT_LEAST, node.low());
    Boolean high = compared(node.operand(), Relation.AT_MOST, node.high());
    boolean outside = Objects.equals(low, false) || Objects.equals(high, false);
    boolean unknown = low == null || high == null;
    return not(outside ? (Boolean) false : unknown ? null : true, node.negated());
  }

  @Override
  public Object is(Node.Is node) {
    Object value = value(node.operand());
    boolean blank = value instanceof String text && NaiveValues.strip(text).isEmpty();
    return (value == null || (node.absence() == Absence.EMPTY && blank)) != node.negated();
  }

  @Override
  public Object choice(Node.Case node) {
    ExpressionType type = NaiveTypes.common(NaiveTypes.results(node));
    for (Node.When branch : node.branches()) {
      Object chosen =
          node.subject() == null
              ? value(branch.when())
              : compared(node.subject(), Relation.EQUAL, branch.when());
      if (Objects.equals(chosen, true)) {
        return as(type, value(branch.then()));
      }
    }
    return node.otherwise() == null ? null : as(type, value(node.otherwise()));
  }

  @Override
  public Object call(Node.Call node) {
    Node first = node.arguments().get(0);
    return switch (node.function()) {
      case COALESCE ->
          node.arguments().stream()
              .map(this::value)
              .filter(Objects::nonNull)
              .findFirst()
              .map(value -> as(NaiveTypes.of(node), value))
              .orElse(null);
      case NULLIF ->
          Objects.equals(compared(first, Relation.EQUAL, node.arguments().get(1)), true)
              ? null
              : value(first);
      case CONCAT ->
          texts(node.arguments()).stream().filter(Objects::nonNull).collect(Collectors.joining());
      default ->
          node.arguments().stream().anyMatch(argument -> value(argument) == null)
              ? null
              : strict(node);
    };
  }

  @Override
  public Object cast(Node.Cast node) {
    Object value = value(node.operand());
    CastType type = node.type();
    return switch (type.target()) {
      case TEXT -> NaiveValues.text(value);
      case STRING -> {
        String text = NaiveValues.text(value);
        yield text == null ? null : cut(text, type.length());
      }
      case INT -> {
        BigDecimal number = numeric(value);
        BigDecimal cut = number == null ? null : number.setScale(0, RoundingMode.DOWN);
        boolean fraction = cut != null && value instanceof String && cut.compareTo(number) != 0;
        yield cut == null || fraction || cut.toBigInteger().bitLength() > 31 ? null : cut;
      }
      case DECIMAL -> {
        BigDecimal number = numeric(value);
        BigDecimal rounded =
            number == null || type.length() == 0
                ? number
                : number.setScale(type.scale(), RoundingMode.HALF_UP);
        yield rounded == null || (type.length() > 0 && rounded.precision() > type.length())
            ? null
            : rounded;
      }
      case DATE -> NaiveValues.date(value);
      case DATETIME -> NaiveValues.dateTime(value);
    };
  }

  private static BigDecimal numeric(Object value) {
    return NaiveValues.number(value instanceof Boolean truth ? (truth ? "1" : "0") : value);
  }

  private Object strict(Node.Call node) {
    List<Node> arguments = node.arguments();
    return switch (node.function()) {
      case UPPER -> textOf(arguments.get(0)).toUpperCase(Locale.ROOT);
      case LOWER -> textOf(arguments.get(0)).toLowerCase(Locale.ROOT);
      case TRIM -> NaiveValues.strip(textOf(arguments.get(0)));
      case LTRIM -> NaiveValues.stripStart(textOf(arguments.get(0)));
      case RTRIM -> NaiveValues.stripEnd(textOf(arguments.get(0)));
      case LENGTH -> BigDecimal.valueOf(characters(textOf(arguments.get(0))).size());
      case LEFT, RIGHT, SUBSTRING -> part(node);
      case REPLACE -> {
        String old = textOf(arguments.get(1));
        String text = textOf(arguments.get(0));
        yield old.isEmpty() ? text : text.replace(old, textOf(arguments.get(2)));
      }
      case ABS, ROUND, FLOOR, CEILING -> rounded(node);
      default -> dated(node);
    };
  }

  private Object part(Node.Call node) {
    List<String> characters = characters(textOf(node.arguments().get(0)));
    BigDecimal number = numberOf(node.arguments().get(1));
    BigDecimal length = node.arguments().size() == 3 ? numberOf(node.arguments().get(2)) : null;
    boolean negative = number != null && node.function() != Function.SUBSTRING && whole(number) < 0;
    boolean noLength = node.arguments().size() == 3 && (length == null || whole(length) < 0);
    if (number == null || negative || noLength) {
      return null;
    }
    StringBuilder part = new StringBuilder();
    for (int position = 1; position <= characters.size(); position++) {
      int n = whole(number);
      boolean within =
          switch (node.function()) {
            case LEFT -> position <= n;
            case RIGHT -> position > characters.size() - n;
            default -> position >= n && (length == null || position < n + whole(length));
          };
      part.append(within ? characters.get(position - 1) : "");
    }
    return part.toString();
  }

  private static int whole(BigDecimal number) {
    BigDecimal most = BigDecimal.valueOf(1_000_000);
    return number.min(most).max(most.negate()).intValue();
  }

  private static String cut(String text, int length) {
    String cut = "";
    for (String c : characters(text)) {
      if (cut.length() + c.length() > length) {
        return cut;
      }
      cut += c;
    }
    return cut;
  }

  private Object rounded(Node.Call node) {
    BigDecimal number = numberOf(node.arguments().get(0));
    BigDecimal places =
        node.arguments().size() == 2 ? numberOf(node.arguments().get(1)) : BigDecimal.ZERO;
    if (number == null || places == null) {
      return null;
    }
    return switch (node.function()) {
      case ABS -> number.abs();
      case FLOOR -> bounded(number.setScale(0, RoundingMode.FLOOR));
      case CEILING -> bounded(number.setScale(0, RoundingMode.CEILING));
      default -> bounded(number.setScale(places.intValue(), RoundingMode.HALF_UP));
    };
  }

  private Object dated(Node.Call node) {
    if (node.function() == Function.DATEADD) {
      BigDecimal count = numberOf(node.arguments().get(0));
      LocalDateTime start = NaiveValues.dateTime(value(node.arguments().get(1)));
      LocalDateTime end =
          count == null || start == null ? null : start.plus(count.intValue(), node.unit().unit());
      boolean known = end != null && end.getYear() >= 1 && end.getYear() <= 9999;
      return known ? as(NaiveTypes.of(node), end) : null;
    }
    LocalDateTime from = NaiveValues.dateTime(value(node.arguments().get(0)));
    if (from == null) {
      return null;
    }
    return switch (node.function()) {
      case DATE -> from.toLocalDate();
      case DATETIME -> from;
      case YEAR -> BigDecimal.valueOf(from.getYear());
      case MONTH -> BigDecimal.valueOf(from.getMonthValue());
      case DAY -> BigDecimal.valueOf(from.getDayOfMonth());
      default ->
          difference(node.unit(), from, NaiveValues.dateTime(value(node.arguments().get(1))));
    };
  }

  private static Object difference(DateUnit unit, LocalDateTime from, LocalDateTime to) {
    if (to == null) {
      return null;
    }
    return BigDecimal.valueOf(unit.unit().between(start(unit, from), start(unit, to)));
  }

  /** The start of the unit that a time is in. */
  private static LocalDateTime start(DateUnit unit, LocalDateTime time) {
    LocalDate date = time.toLocalDate();
    return switch (unit) {
      case DAY -> date.atStartOfDay();
      case WEEK -> date.minusDays(date.getDayOfWeek().getValue() % 7).atStartOfDay();
      case MONTH -> date.withDayOfMonth(1).atStartOfDay();
      case YEAR -> date.withDayOfYear(1).atStartOfDay();
      case HOUR, MINUTE, SECOND -> time.truncatedTo(unit.unit());
    };
  }

  private Boolean compared(Node left, Relation relation, Node right) {
    ExpressionType a = NaiveTypes.of(left);
    ExpressionType b = NaiveTypes.of(right);
    ExpressionType type =
        a == ExpressionType.TEXT
            ? b
            : b == ExpressionType.TEXT || a == b ? a : ExpressionType.DATETIME;
    if (a == ExpressionType.NULL || b == ExpressionType.NULL) {
      return null;
    }
    Object x = as(type, value(left));
    Object y = as(type, value(right));
    boolean unknown = x == null || y == null;
    return unknown ? null : (Boolean) relation.holds(order(x, y));
  }

  @SuppressWarnings("unchecked")
  private static int order(Object x, Object y) {
    return x instanceof String text
        ? NaiveValues.textOrder().compare(text, (String) y)
        : ((Comparable<Object>) x).compareTo(y);
  }

  private static Object as(ExpressionType type, Object value) {
    return switch (type) {
      case TEXT -> NaiveValues.text(value);
      case NUMBER -> NaiveValues.number(value);
      case DATE -> NaiveValues.date(value);
      case DATETIME -> NaiveValues.dateTime(value);
      case BOOLEAN, NULL -> value;
    };
  }

  private BigDecimal numberOf(Node node) {
    return NaiveValues.number(value(node));
  }

  private String textOf(Node node) {
    return NaiveValues.text(value(node));
  }

  private List<String> texts(List<Node> nodes) {
    return nodes.stream().map(this::textOf).collect(Collectors.toList());
  }

  private static Boolean not(Boolean truth, boolean negated) {
    return negated ? not(truth) : truth;
  }

  private static Boolean not(Boolean truth) {
    return truth == null ? null : !truth;
  }
}
