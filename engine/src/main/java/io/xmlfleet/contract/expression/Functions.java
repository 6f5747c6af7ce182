package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.expression.syntax.DateUnit;
import io.xmlfleet.contract.expression.syntax.Function;
import io.xmlfleet.contract.expression.syntax.Relation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** How functions are compiled. */
final class Functions {
  private Functions() {}

  /**
   * The call's value.
   *
   * @param call as many arguments as the function takes
   * @throws io.xmlfleet.contract.expression.syntax.ExpressionException if their types do not fit
   */
  static Operand<?> compile(Function function, Arguments call) {
    return switch (function) {
      case COALESCE -> coalesce(Kind.common(call.operands()), call);
      case NULLIF -> nullIf(call.get(0), call);
      case CONCAT -> concat(call);
      case UPPER -> text(call, text -> text.toUpperCase(Locale.ROOT));
      case LOWER -> text(call, text -> text.toLowerCase(Locale.ROOT));
      case TRIM -> text(call, Blanks::strip);
      case LTRIM -> text(call, Blanks::stripStart);
      case RTRIM -> text(call, Blanks::stripEnd);
      case LENGTH -> length(call);
      case LEFT -> textAndCount(call, TextFunctions::left);
      case RIGHT -> textAndCount(call, TextFunctions::right);
      case SUBSTRING -> substring(call);
      case REPLACE ->
          call.result(
              Kind.TEXT, new TextFunctions.Replaced(call.text(0), call.text(1), call.text(2)));
      case ABS -> number(call, BigDecimal::abs);
      case ROUND -> round(call);
      case FLOOR -> number(call, Decimals::floor);
      case CEILING -> number(call, Decimals::ceiling);
      case DATE -> call.result(Kind.DATE, call.get(0).date());
      case DATETIME -> call.result(Kind.DATETIME, call.dateTime(0));
      case DATEADD -> dateAdd(call);
      case DATEDIFF -> dateDiff(call);
      case YEAR -> date(call, LocalDate::getYear);
      case MONTH -> date(call, LocalDate::getMonthValue);
      case DAY -> date(call, LocalDate::getDayOfMonth);
    };
  }

  private static Operand<?> text(Arguments call, Conversion<String, String> function) {
    return call.result(Kind.TEXT, function.over(call.text(0)));
  }

  private static Operand<?> textAndCount(
      Arguments call, Operation<String, BigDecimal, String> function) {
    return call.result(Kind.TEXT, new Term.Combined<>(function, call.text(0), call.number(1)));
  }

  private static Operand<?> number(Arguments call, Conversion<BigDecimal, BigDecimal> function) {
    return call.result(Kind.NUMBER, function.over(call.number(0)));
  }

  private static Operand<?> date(Arguments call, ToIntFunction<LocalDate> function) {
    Conversion<LocalDate, BigDecimal> part = date -> BigDecimal.valueOf(function.applyAsInt(date));
    return call.result(Kind.NUMBER, part.over(call.get(0).date()));
  }

  private static <T> Operand<T> coalesce(Kind<T> kind, Arguments call) {
    List<Term<T>> terms = call.operands().stream().<Term<T>>map(kind.view()::of).toList();
    return call.result(kind, new Choice.Coalesced<>(terms));
  }

  private static <T> Operand<T> nullIf(Operand<T> subject, Arguments call) {
    Condition<T> same = Comparisons.test(subject, Relation.EQUAL, call.get(1), call.at());
    return call.result(subject.kind(), new Choice.Unless<>(subject.term(), same));
  }

  private static Operand<?> concat(Arguments call) {
    List<Term<String>> texts = call.operands().stream().<Term<String>>map(Operand::text).toList();
    return call.result(Kind.TEXT, new TextFunctions.Joined(texts, true));
  }

  private static Operand<?> length(Arguments call) {
    Conversion<String, BigDecimal> length = TextFunctions::length;
    return call.result(Kind.NUMBER, length.over(call.text(0)));
  }

  private static Operand<?> substring(Arguments call) {
    return call.result(
        Kind.TEXT,
        call.size() == 2
            ? new Term.Combined<>(TextFunctions::from, call.text(0), call.number(1))
            : new TextFunctions.Part(call.text(0), call.number(1), call.number(2)));
  }

  private static Operand<?> round(Arguments call) {
    Conversion<BigDecimal, BigDecimal> toInteger = Decimals::round;
    return call.result(
        Kind.NUMBER,
        call.size() == 1
            ? toInteger.over(call.number(0))
            : new Term.Combined<>(Decimals::round, call.number(0), call.number(1)));
  }

  /** A date stays one as long as whole days are added; a text is a date-time. */
  private static Operand<?> dateAdd(Arguments call) {
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

  private static Operand<?> dateDiff(Arguments call) {
    DateUnit unit = call.knownUnit();
    return call.result(
        Kind.NUMBER,
        new Term.Combined<>(
            (from, to) -> Dates.difference(unit, from, to), call.dateTime(0), call.dateTime(1)));
  }
}
