package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import io.xmlfleet.contract.expression.syntax.Position;
import io.xmlfleet.contract.expression.syntax.Relation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How values of two types meet. */
final class Comparisons {
  private Comparisons() {}

  /**
   * The comparison of a subject with another operand.
   *
   * @throws ExpressionException if their types never meet, at the given place
   */
  static <S> Condition<S> test(
      Operand<S> subject, Relation relation, Operand<?> other, Position at) {
    Kind<S> kind = subject.kind();
    return switch (meeting(subject, relation, other, at)) {
      case NULL -> new Condition.Unknown<>();
      case TEXT ->
          new Condition.Compared<>(kind.toText(), relation, other.text(), TextFunctions::compare);
      case NUMBER ->
          new Condition.Compared<>(
              known(kind.toNumber()), relation, other.number(), BigDecimal::compareTo);
      case DATE ->
          new Condition.Compared<>(
              known(kind.toDate()), relation, other.date(), LocalDate::compareTo);
      case DATETIME ->
          new Condition.Compared<>(
              known(kind.toDateTime()), relation, other.dateTime(), LocalDateTime::compareTo);
      case BOOLEAN ->
          new Condition.Compared<>(
              known(kind.toTruth()), relation, other.condition(), Boolean::compareTo);
    };
  }

  /** Whether a subject is one of a list. */
  static <S> Term<Boolean> in(Operand<S> subject, List<? extends Operand<?>> items) {
    if (subject.type() == ExpressionType.TEXT
        && items.stream().allMatch(Comparisons::isTextLiteral)) {
      return new Condition.Asked<>(subject.text(), member(items));
    }
    List<Condition<S>> tests = new ArrayList<>();
    for (Operand<?> item : items) {
      tests.add(test(subject, Relation.EQUAL, item, item.at()));
    }
    return new Condition.Asked<>(subject.term(), new Condition.Any<>(tests));
  }

  private static boolean isTextLiteral(Operand<?> item) {
    return item.isNull() || (item.type() == ExpressionType.TEXT && item.term().isConstant());
  }

  private static Condition<String> member(List<? extends Operand<?>> literals) {
    Set<String> members = new HashSet<>();
    boolean hasNull = false;
    for (Operand<?> literal : literals) {
      String text = literal.text().value(slot -> null);
      if (text == null) {
        hasNull = true;
      } else {
        members.add(text);
      }
    }
    return new Condition.Member<>(members, hasNull);
  }

  private static <C> C known(@Nullable C conversion) {
    return Objects.requireNonNull(conversion, "types meet only where they convert");
  }

  /** The type that both are seen as. */
  private static ExpressionType meeting(
      Operand<?> left, Relation relation, Operand<?> right, Position at) {
    ExpressionType a = left.type();
    ExpressionType b = right.type();
    if (a == ExpressionType.NULL || b == ExpressionType.NULL) {
      return ExpressionType.NULL;
    }
    if (a == ExpressionType.BOOLEAN && a == b && !relation.isEquality()) {
      throw at.problem("conditions have no order; only = and <> compare them");
    }
    if (a == b || (b == ExpressionType.TEXT && a != ExpressionType.BOOLEAN)) {
      return a;
    }
    if (a == ExpressionType.TEXT && b != ExpressionType.BOOLEAN) {
      return b;
    }
    if (isTime(a) && isTime(b)) {
      return ExpressionType.DATETIME;
    }
    throw at.problem(a + " and " + b + " cannot be compared");
  }

  private static boolean isTime(ExpressionType type) {
    return type == ExpressionType.DATE || type == ExpressionType.DATETIME;
  }
}
