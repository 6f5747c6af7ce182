package io.xmlfleet.database.dialect;

import io.xmlfleet.database.dialect.LiveType.Trait;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * Cuts times to what a narrower column keeps: databases would round them, each in its way, and into
 * the next day too. Immutable.
 *
 * @param ticks that a column counts in so many nanoseconds
 */
record TimeCut(long ticks, long nanos) implements Narrowing {
  private static final long MINUTE = 60_000_000_000L;
  private static final long MILLI = 1_000_000L;

  /** The cut of a column; null: it keeps all that the database can, or is of another kind. */
  static @Nullable TimeCut of(LiveColumn column, TimeSteps steps) {
    LiveType type = column.type();
    if (type.has(Trait.MINUTES)) {
      return new TimeCut(1, MINUTE);
    }
    if (type.has(Trait.TICKS)) {
      return new TimeCut(3, 10 * MILLI);
    }
    return type.tellsDigits() && column.scale() < steps.digits() ? toDigits(column.scale()) : null;
  }

  /** To so many digits of a second. */
  static TimeCut toDigits(int digits) {
    return new TimeCut(1, (long) Math.pow(10, 9 - digits));
  }

  @Override
  public Object narrow(Object value) {
    boolean timed =
        value instanceof LocalTime
            || value instanceof LocalDateTime
            || value instanceof OffsetDateTime;
    if (!timed) {
      return value;
    }
    Temporal time = (Temporal) value;
    long counted = time.getLong(ChronoField.NANO_OF_DAY) * ticks / nanos;
    long cut =
        ticks == 1
            ? counted * nanos
            : MILLI * ((counted * nanos / MILLI * 2 + ticks) / (2 * ticks));
    return time.with(ChronoField.NANO_OF_DAY, cut);
  }
}
