package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.Absence;
import io.xmlfleet.contract.expression.syntax.ArithmeticOperator;
import io.xmlfleet.contract.expression.syntax.CastType;
import io.xmlfleet.contract.expression.syntax.ChainOperator;
import io.xmlfleet.contract.expression.syntax.DateUnit;
import io.xmlfleet.contract.expression.syntax.Function;
import io.xmlfleet.contract.expression.syntax.Node;
import io.xmlfleet.contract.expression.syntax.Position;
import io.xmlfleet.contract.expression.syntax.Relation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random trees whose types fit, and documents for their names. */
final class Trees {
  private static final Position ANYWHERE = Position.leaf(0);
  private static final List<String> NAMES =
      List.of("a", "b", "application.id", "@a", "../x[@k = ']']/@y");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u00a0",
          "a",
          "A",
          "ab",
          "aab",
          "a%",
          "_",
          "%b%",
          "it's",
          "\uD83D\uDE00",
          "\uFFFD",
          "0",
          "1",
          "12",
          " 12.50 ",
          "-3.5",
          "1e3",
          "1,000",
          "n/a",
          "12.",
          "1e-101",
          "1e38",
          "1e999999999",
          "2026-02-03",
          "2/3/2026 9:15 PM",
          "31/12/2025",
          "2026-02-30",
          "2026-02-03T10:20:30.5Z",
          "2024-2-29 23:59",
          "9999-12-31",
          "0001-01-01 12:00 am");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "12",
          "0.5",
          "2.25",
          "1000",
          "36",
          "9000000000000000000000000000000000001");
  private static final List<CastType> NUMERIC_CASTS =
      List.of(
          new CastType(CastType.Target.INT, 0, 0),
          new CastType(CastType.Target.DECIMAL, 0, 0),
          new CastType(CastType.Target.DECIMAL, 5, 2),
          new CastType(CastType.Target.DECIMAL, 38, 0));

  private Trees() {}

  static Arbitrary<Map<String, String>> documents() {
    Arbitrary<String> values =
        Arbitraries.oneOf(Arbitraries.of(TEXTS), Arbitraries.strings().ascii().ofMaxLength(5))
            .injectNull(0.1);
    return values
        .list()
        .ofSize(NAMES.size())
        .map(
            list -> {
              Map<String, String> document = new HashMap<>();
              for (int i = 0; i < NAMES.size(); i++) {
                document.put(NAMES.get(i), list.get(i));
              }
              return document;
            });
  }

  static Arbitrary<Node> any(int depth) {
    return Arbitraries.oneOf(
        texts(depth), numbers(depth), dates(depth), dateTimes(depth), conditions(depth));
  }

  private static Arbitrary<Node> lazily(Supplier<Arbitrary<Node>> trees) {
    return Arbitraries.lazy(trees);
  }

  private static Arbitrary<Node> nothing() {
    return Arbitraries.just(new Node.NullLiteral(ANYWHERE));
  }

  private static Arbitrary<Node> textLeaf() {
    return Arbitraries.frequencyOf(
        Tuple.of(
            6,
            Arbitraries.of(NAMES)
                .map(name -> new Node.Name(name, !Character.isLetter(name.charAt(0)), ANYWHERE))),
        Tuple.of(4, Arbitraries.of(TEXTS).map(text -> new Node.TextLiteral(text, ANYWHERE))),
        Tuple.of(1, nothing()));
  }

  private static Arbitrary<Node> numberLeaf() {
    return Arbitraries.of(NUMBERS).map(n -> new Node.NumberLiteral(new BigDecimal(n), ANYWHERE));
  }

  static Arbitrary<Node> texts(int depth) {
    if (depth == 0) {
      return textLeaf();
    }
    Arbitrary<Node> text = lazily(() -> texts(depth - 1));
    Arbitrary<Node> number = lazily(() -> numbers(depth - 1));
    Arbitrary<Node> any = lazily(() -> any(depth - 1));
    return Arbitraries.oneOf(
        textLeaf(),
        any.list()
            .ofMinSize(2)
            .ofMaxSize(3)
            .map(parts -> new Node.Chain(ChainOperator.CONCATENATE, parts, ANYWHERE)),
        calls(any.list().ofMinSize(1).ofMaxSize(3), Function.CONCAT),
        calls(
            text.list().ofSize(1),
            Function.UPPER,
            Function.LOWER,
            Function.TRIM,
            Function.LTRIM,
            Function.RTRIM),
        calls(
            Combinators.combine(text, number).as(List::of),
            Function.LEFT,
            Function.RIGHT,
            Function.SUBSTRING),
        calls(Combinators.combine(text, number, number).as(List::of), Function.SUBSTRING),
        calls(text.list().ofSize(3), Function.REPLACE),
        any.map(node -> new Node.Cast(node, new CastType(CastType.Target.TEXT, 0, 0), ANYWHERE)),
        text.map(node -> new Node.Cast(node, new CastType(CastType.Target.STRING, 2, 0), ANYWHERE)),
        choices(depth, any).map(Trees::asText),
        calls(any.list().ofMinSize(1).ofMaxSize(3), Function.COALESCE).map(Trees::asText),
        calls(text.list().ofSize(2), Function.NULLIF));
  }

  static Arbitrary<Node> numbers(int depth) {
    Arbitrary<Node> leaf = Arbitraries.oneOf(numberLeaf(), numberLeaf(), textLeaf());
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Node> number = lazily(() -> numbers(depth - 1));
    Arbitrary<Node> text = lazily(() -> texts(depth - 1));
    Arbitrary<Node> date =
        lazily(() -> Arbitraries.oneOf(dates(depth - 1), dateTimes(depth - 1), texts(depth - 1)));
    return Arbitraries.oneOf(
        leaf,
        number.map(node -> new Node.Negation(node, ANYWHERE)),
        Combinators.combine(Arbitraries.of(ArithmeticOperator.values()), number, number)
            .as((operator, a, b) -> new Node.Arithmetic(operator, a, b, ANYWHERE)),
        calls(
            number.list().ofSize(1),
            Function.ABS,
            Function.ROUND,
            Function.FLOOR,
            Function.CEILING),
        calls(
            Combinators.combine(
                    number,
                    Arbitraries.of("0", "1", "2")
                        .map(n -> (Node) new Node.NumberLiteral(new BigDecimal(n), ANYWHERE)))
                .as(List::of),
            Function.ROUND),
        calls(text.list().ofSize(1), Function.LENGTH),
        calls(date.list().ofSize(1), Function.YEAR, Function.MONTH, Function.DAY),
        Combinators.combine(Arbitraries.of(DateUnit.values()), date, date)
            .as((unit, a, b) -> new Node.Call(Function.DATEDIFF, unit, List.of(a, b), ANYWHERE)),
        Combinators.combine(number, Arbitraries.of(NUMERIC_CASTS))
            .as((node, type) -> new Node.Cast(node, type, ANYWHERE)),
        lazily(() -> conditions(depth - 1))
            .map(node -> new Node.Cast(node, NUMERIC_CASTS.get(0), ANYWHERE)),
        calls(number.list().ofSize(2), Function.NULLIF),
        choices(depth, number));
  }

  static Arbitrary<Node> dates(int depth) {
    Arbitrary<Node> text =
        lazily(() -> Arbitraries.oneOf(texts(Math.max(0, depth - 1)), dateTexts()));
    Arbitrary<Node> made =
        Arbitraries.oneOf(
            calls(text.list().ofSize(1), Function.DATE),
            text.map(
                node -> new Node.Cast(node, new CastType(CastType.Target.DATE, 0, 0), ANYWHERE)));
    if (depth == 0) {
      return made;
    }
    Arbitrary<Node> date = lazily(() -> dates(depth - 1));
    return Arbitraries.oneOf(
        made,
        added(Arbitraries.of(DateUnit.DAY, DateUnit.WEEK, DateUnit.MONTH, DateUnit.YEAR), date),
        lazily(() -> dateTimes(depth - 1))
            .map(node -> new Node.Call(Function.DATE, null, List.of(node), ANYWHERE)),
        calls(date.list().ofMinSize(1).ofMaxSize(2), Function.COALESCE),
        choices(depth, date));
  }

  static Arbitrary<Node> dateTimes(int depth) {
    Arbitrary<Node> text =
        lazily(() -> Arbitraries.oneOf(texts(Math.max(0, depth - 1)), dateTexts()));
    Arbitrary<Node> made = calls(text.list().ofSize(1), Function.DATETIME);
    if (depth == 0) {
      return made;
    }
    Arbitrary<Node> date =
        lazily(() -> Arbitraries.oneOf(dates(depth - 1), dateTimes(depth - 1), dateTexts()));
    return Arbitraries.oneOf(
        made,
        added(Arbitraries.of(DateUnit.HOUR, DateUnit.MINUTE, DateUnit.SECOND), date),
        added(Arbitraries.of(DateUnit.values()), lazily(() -> dateTimes(depth - 1))),
        date.map(
            node -> new Node.Cast(node, new CastType(CastType.Target.DATETIME, 0, 0), ANYWHERE)));
  }

  static Arbitrary<Node> conditions(int depth) {
    Arbitrary<Node> leaf =
        Arbitraries.oneOf(
            Arbitraries.of(true, false).map(truth -> new Node.TruthLiteral(truth, ANYWHERE)),
            nothing());
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Node> condition = lazily(() -> conditions(depth - 1));
    Arbitrary<Node> text = lazily(() -> texts(depth - 1));
    Arbitrary<Node> any = lazily(() -> any(depth - 1));
    Arbitrary<Boolean> negated = Arbitraries.of(true, false);
    return Arbitraries.oneOf(
        condition.map(node -> new Node.Not(node, ANYWHERE)),
        Combinators.combine(
                Arbitraries.of(ChainOperator.OR, ChainOperator.AND),
                condition.list().ofMinSize(2).ofMaxSize(4))
            .as((operator, parts) -> new Node.Chain(operator, parts, ANYWHERE)),
        comparables(depth - 1)
            .flatMap(
                kind ->
                    Combinators.combine(Arbitraries.of(Relation.values()), kind, kind)
                        .as((relation, a, b) -> new Node.Comparison(relation, a, b, ANYWHERE))),
        comparables(depth - 1)
            .flatMap(
                kind ->
                    Combinators.combine(kind, kind.list().ofMinSize(1).ofMaxSize(3), negated)
                        .as((a, items, not) -> new Node.In(a, items, not, ANYWHERE))),
        comparables(depth - 1)
            .flatMap(
                kind ->
                    Combinators.combine(kind, kind, kind, negated)
                        .as((a, b, c, not) -> new Node.Between(a, b, c, not, ANYWHERE))),
        Combinators.combine(Arbitraries.of(Relation.EQUAL, Relation.UNEQUAL), condition, condition)
            .as((relation, a, b) -> new Node.Comparison(relation, a, b, ANYWHERE)),
        Combinators.combine(any, text, Arbitraries.of("!", "~").injectNull(0.5), negated)
            .as((a, pattern, escape, not) -> new Node.Like(a, pattern, escape, not, ANYWHERE)),
        Combinators.combine(any, Arbitraries.of(Absence.values()), negated)
            .as((a, absence, not) -> new Node.Is(a, absence, not, ANYWHERE)),
        choices(depth, condition));
  }

  private static Node asText(Node node) {
    return new Node.Cast(node, new CastType(CastType.Target.TEXT, 0, 0), ANYWHERE);
  }

  /** Kinds of trees that compare with each other: texts with all of them. */
  private static Arbitrary<Arbitrary<Node>> comparables(int depth) {
    return Arbitraries.of(
        List.of(
            lazily(() -> texts(depth)),
            lazily(() -> Arbitraries.oneOf(numbers(depth), texts(depth))),
            lazily(() -> Arbitraries.oneOf(dates(depth), dateTimes(depth), texts(depth)))));
  }

  private static Arbitrary<Node> dateTexts() {
    return Arbitraries.of(TEXTS.subList(25, TEXTS.size()))
        .map(text -> new Node.TextLiteral(text, ANYWHERE));
  }

  private static Arbitrary<Node> added(Arbitrary<DateUnit> units, Arbitrary<Node> starts) {
    return Combinators.combine(
            units,
            numberLeaf().filter(n -> ((Node.NumberLiteral) n).value().precision() < 5),
            starts)
        .as(
            (unit, count, start) ->
                new Node.Call(Function.DATEADD, unit, List.of(count, start), ANYWHERE));
  }

  private static Arbitrary<Node> choices(int depth, Arbitrary<Node> results) {
    Arbitrary<Node> otherwise = results.injectNull(0.3);
    Arbitrary<Node> searched =
        Combinators.combine(
                lazily(() -> conditions(depth - 1)).list().ofMinSize(1).ofMaxSize(3),
                results.list().ofSize(3),
                otherwise)
            .as((whens, thens, last) -> choice(null, whens, thens, last));
    Arbitrary<Node> simple =
        comparables(depth - 1)
            .flatMap(
                kind ->
                    Combinators.combine(
                            kind,
                            kind.list().ofMinSize(1).ofMaxSize(3),
                            results.list().ofSize(3),
                            otherwise)
                        .as(Trees::choice));
    return Arbitraries.oneOf(searched, simple);
  }

  private static Node choice(Node subject, List<Node> whens, List<Node> thens, Node otherwise) {
    List<Node.When> branches = new ArrayList<>();
    for (int i = 0; i < whens.size(); i++) {
      branches.add(new Node.When(whens.get(i), thens.get(i)));
    }
    return new Node.Case(subject, branches, otherwise, ANYWHERE);
  }

  private static Arbitrary<Node> calls(Arbitrary<List<Node>> arguments, Function... functions) {
    return Combinators.combine(Arbitraries.of(functions), arguments)
        .as((function, list) -> new Node.Call(function, null, list, ANYWHERE));
  }
}
