package io.xmlfleet.database.dialect;

import io.xmlfleet.database.dialect.LiveType.Trait;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a value what a narrower column keeps of it, alike on every database and machine: left to
 * themselves, they round, cut or overflow, each in its way, and take a time into the zone of the
 * process. Narrowing a value twice gives what once gives.
 */
@FunctionalInterface
public interface Narrowing {
  /**
   * What the column keeps.
   *
   * @return the value itself where the narrowing is not for values of its kind
   * @throws UnfitValueException if the column keeps nothing that is like it
   */
  Object narrow(Object value) throws UnfitValueException;

  /** That of a column; null: it keeps all that the database can, or refuses what it does not. */
  static @Nullable Narrowing of(LiveColumn column, TimeSteps steps) {
    LiveType type = column.type();
    TimeCut own = TimeCut.of(column, steps);
    TimeCut cut = own == null ? steps.finest() : own;
    return switch (type.kind()) {
      case FLOAT -> type.has(Trait.SINGLE) ? value -> single(value, column) : Narrowing::inexact;
      case DECIMAL -> value -> rounded(value, column.scale());
      case INTEGER -> value -> rounded(value, 0);
      case DATE -> value -> value instanceof LocalDateTime time ? time.toLocalDate() : value;
      case DATETIME -> value -> cut(withoutOffset(value), cut);
      case OFFSET -> value -> cut(withOffset(value), cut);
      default -> cut;
    };
  }

  /**
   * What columns keep of a value each.
   *
   * @param narrowings one a value; null: the column keeps it
   */
  static Object[] each(@Nullable Narrowing[] narrowings, Object[] values)
      throws UnfitValueException {
    Object[] kept = values.clone();
    for (int i = 0; i < kept.length; i++) {
      Narrowing narrowing = narrowings[i];
      kept[i] = narrowing == null ? kept[i] : narrowing.narrow(kept[i]);
    }
    return kept;
  }

  /** The clock stays, as in a contract's datetime. */
  private static Object withoutOffset(Object value) {
    return value instanceof OffsetDateTime time ? time.toLocalDateTime() : value;
  }

  private static Object withOffset(Object value) {
    return value instanceof LocalDateTime time ? time.atOffset(ZoneOffset.UTC) : value;
  }

  private static Object cut(Object value, @Nullable TimeCut cut) {
    return cut == null ? value : cut.narrow(value);
  }

  private static Object inexact(Object value) {
    if (value instanceof BigDecimal number) {
      return BigDecimal.valueOf(number.doubleValue());
    }
    return value instanceof Long number ? (Object) (long) (double) number : value;
  }

  private static Object single(Object value, LiveColumn column) throws UnfitValueException {
    if (value instanceof Long number) {
      return (long) (float) number;
    } else if (value instanceof Integer number) {
      return (int) (float) number;
    } else if (!(value instanceof Double || value instanceof BigDecimal)) {
      return value;
    }
    float kept = ((Number) value).floatValue();
    if (Float.isInfinite(kept)) {
      throw new UnfitValueException("column " + column.name(), "keeps no number so large");
    }
    return value instanceof Double ? (Object) (double) kept : new BigDecimal(Float.toString(kept));
  }

  private static Object rounded(Object value, int places) {
    if (value instanceof BigDecimal number && number.scale() > places) {
      return number.setScale(places, RoundingMode.HALF_UP);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).doubleValue();
    }
    return value;
  }
}
