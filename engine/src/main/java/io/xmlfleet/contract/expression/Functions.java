package io.xmlfleet.contract.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** How functions are compiled. */
final class Functions {
  private Functions() {}

  static Function.Body ofText(Conversion<String, String> function) {
    return call -> call.result(Kind.TEXT, function.over(call.text(0)));
  }

  static Function.Body ofTextAndCount(Operation<String, BigDecimal, String> function) {
    return call ->
        call.result(Kind.TEXT, new Term.Combined<>(function, call.text(0), call.number(1)));
  }

  static Function.Body ofNumber(Conversion<BigDecimal, BigDecimal> function) {
    return call -> call.result(Kind.NUMBER, function.over(call.number(0)));
  }

  static Function.Body ofDate(Conversion<LocalDate, BigDecimal> function) {
    return call -> call.result(Kind.NUMBER, function.over(call.get(0).date()));
  }

  static Operand<?> coalesce(Arguments call) {
    return coalesce(Kind.common(call.operands()), call);
  }

  private static <T> Operand<T> coalesce(Kind<T> kind, Arguments call) {
    List<Term<T>> terms = call.operands().stream().<Term<T>>map(kind.view()::of).toList();
    return call.result(kind, new Choice.Coalesced<>(terms));
  }

  static Operand<?> nullIf(Arguments call) {
    return nullIf(call.get(0), call);
  }

  private static <T> Operand<T> nullIf(Operand<T> subject, Arguments call) {
    Question<T> same = Comparisons.test(subject, Relation.EQUAL, call.get(1), call.at());
    return call.result(subject.kind(), new Choice.Unless<>(subject.term(), same));
  }

  static Operand<?> concat(Arguments call) {
    List<Term<String>> texts = call.operands().stream().<Term<String>>map(Operand::text).toList();
    return call.result(Kind.TEXT, new Texts.Joined(texts, true));
  }

  static Operand<?> length(Arguments call) {
    Conversion<String, BigDecimal> length = Texts::length;
    return call.result(Kind.NUMBER, length.over(call.text(0)));
  }

  static Operand<?> substring(Arguments call) {
    return call.result(
        Kind.TEXT,
        call.size() == 2
            ? new Term.Combined<>(Texts::from, call.text(0), call.number(1))
            : new Texts.Part(call.text(0), call.number(1), call.number(2)));
  }

  static Operand<?> replace(Arguments call) {
    return call.result(Kind.TEXT, new Texts.Replaced(call.text(0), call.text(1), call.text(2)));
  }

  static Operand<?> round(Arguments call) {
    Conversion<BigDecimal, BigDecimal> toInteger = Numbers::round;
    return call.result(
        Kind.NUMBER,
        call.size() == 1
            ? toInteger.over(call.number(0))
            : new Term.Combined<>(Numbers::round, call.number(0), call.number(1)));
  }

  static Operand<?> date(Arguments call) {
    return call.result(Kind.DATE, call.get(0).date());
  }

  static Operand<?> dateTime(Arguments call) {
    return call.result(Kind.DATETIME, call.dateTime(0));
  }

  /** A date stays one as long as whole days are added; a text is a date-time. */
  static Operand<?> dateAdd(Arguments call) {
    DateUnit unit = call.knownUnit();
    Term<BigDecimal> count = call.number(0);
    Operand<?> start = call.get(1);
    if (start.type() == ExpressionType.DATE && unit.isDateBased()) {
      Operation<BigDecimal, LocalDate, LocalDate> add = (n, date) -> Dates.add(unit, n, date);
      return call.result(Kind.DATE, new Term.Combined<>(add, count, start.date()));
    }
    Operation<BigDecimal, LocalDateTime, LocalDateTime> add =
        (n, dateTime) -> Dates.add(unit, n, dateTime);
    return call.result(Kind.DATETIME, new Term.Combined<>(add, count, start.dateTime()));
  }

  static Operand<?> dateDiff(Arguments call) {
    DateUnit unit = call.knownUnit();
    return call.result(
        Kind.NUMBER,
        new Term.Combined<>(
            (from, to) -> Dates.difference(unit, from, to), call.dateTime(0), call.dateTime(1)));
  }
}
