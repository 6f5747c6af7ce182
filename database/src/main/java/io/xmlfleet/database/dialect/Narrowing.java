package io.xmlfleet.database.dialect;

import io.xmlfleet.database.dialect.LiveType.Trait;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a value what a narrower column keeps of it, alike on every database: left to themselves,
 * they round, cut or overflow, each in its way. Narrowing a value twice gives what once gives.
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
    return switch (type.kind()) {
      case FLOAT -> type.has(Trait.SINGLE) ? value -> single(value, column) : null;
      case DECIMAL -> value -> rounded(value, column.scale());
      case INTEGER -> value -> rounded(value, 0);
      default -> TimeCut.of(column, steps);
    };
  }

  private static Object single(Object value, LiveColumn column) throws UnfitValueException {
    if (!(value instanceof Double || value instanceof BigDecimal)) {
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
