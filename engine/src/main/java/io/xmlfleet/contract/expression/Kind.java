package io.xmlfleet.contract.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type with its Java class and what its values turn into without being asked. Immutable.
 *
 * @param view any operand as one of this kind
 * @param toNumber null: never a number, which is an error of the expression; so with the others
 */
record Kind<T>(
    ExpressionType type,
    View<T> view,
    Conversion<T, String> toText,
    @Nullable Conversion<T, BigDecimal> toNumber,
    @Nullable Conversion<T, LocalDate> toDate,
    @Nullable Conversion<T, LocalDateTime> toDateTime,
    @Nullable Conversion<T, Boolean> toTruth) {

  static final Kind<String> TEXT =
      new Kind<>(
          ExpressionType.TEXT,
          Operand::text,
          Conversion.same(),
          Decimals::parse,
          DateReader::date,
          DateReader::dateTime,
          null);

  static final Kind<BigDecimal> NUMBER =
      new Kind<>(
          ExpressionType.NUMBER,
          Operand::number,
          Decimals::text,
          Conversion.same(),
          null,
          null,
          null);

  static final Kind<LocalDate> DATE =
      new Kind<>(
          ExpressionType.DATE,
          Operand::date,
          Dates::text,
          null,
          Conversion.same(),
          LocalDate::atStartOfDay,
          null);

  static final Kind<LocalDateTime> DATETIME =
      new Kind<>(
          ExpressionType.DATETIME,
          Operand::dateTime,
          Dates::text,
          null,
          LocalDateTime::toLocalDate,
          Conversion.same(),
          null);

  static final Kind<Boolean> BOOLEAN =
      new Kind<>(
          ExpressionType.BOOLEAN,
          Operand::condition,
          truth -> truth ? "1" : "0",
          null,
          null,
          null,
          Conversion.same());

  static final Kind<Void> NULL =
      new Kind<>(
          ExpressionType.NULL,
          operand -> new Term.Constant<>(null),
          value -> null,
          value -> null,
          value -> null,
          value -> null,
          value -> null);

  /** A way to see operands. */
  @FunctionalInterface
  interface View<T> {
    Term<T> of(Operand<?> operand);
  }

  /** The kind of a choice between operands: theirs if it is one; else text. */
  static Kind<?> common(Collection<? extends Operand<?>> operands) {
    Set<ExpressionType> types = EnumSet.noneOf(ExpressionType.class);
    operands.forEach(operand -> types.add(operand.type()));
    types.remove(ExpressionType.NULL);
    if (types.equals(EnumSet.of(ExpressionType.DATE, ExpressionType.DATETIME))) {
      return DATETIME;
    }
    return types.size() > 1 ? TEXT : types.stream().findFirst().<Kind<?>>map(Kind::of).orElse(NULL);
  }

  private static Kind<?> of(ExpressionType type) {
    return switch (type) {
      case TEXT -> TEXT;
      case NUMBER -> NUMBER;
      case DATE -> DATE;
      case DATETIME -> DATETIME;
      case BOOLEAN -> BOOLEAN;
      case NULL -> NULL;
    };
  }
}
