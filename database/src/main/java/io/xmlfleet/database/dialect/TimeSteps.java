package io.xmlfleet.database.dialect;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * In what steps a database counts times. Immutable.
 *
 * @param digits of a second that its finest types keep
 * @param ticks a second in its coarsest type of a date and time whose digits are not told
 */
public record TimeSteps(int digits, int ticks) {
  /** Those of SQL Server, and of an H2 that takes its place. */
  public static final TimeSteps SQL_SERVER = new TimeSteps(7, 300);

  private static final int VALUE_DIGITS = 7;
  private static final long SECONDS_A_DAY = 86_400L;
  private static final double NANOS_A_SECOND = 1e9;

  /** What times are cut to that have more digits than any column; null: a contract's never have. */
  @Nullable TimeCut finest() {
    return digits < VALUE_DIGITS ? TimeCut.toDigits(digits) : null;
  }

  /** A value to compare: equal to that of a time which some column does not tell from it. */
  public Object comparable(Object value) {
    TimeCut cut = finest();
    return number(cut == null ? value : cut.narrow(value));
  }

  private Object number(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toEpochSecond() * (long) Math.pow(10, digits) + units(time.getNano());
    } else if (value instanceof LocalTime time) {
      return units(time.toNanoOfDay());
    } else if (value instanceof LocalDateTime time) {
      long ofDay = Math.round(time.toLocalTime().toNanoOfDay() / (NANOS_A_SECOND / ticks));
      return time.toLocalDate().toEpochDay() * SECONDS_A_DAY * ticks + ofDay;
    }
    return value;
  }

  private long units(long nanos) {
    long unit = (long) Math.pow(10, 9 - digits);
    return (nanos + unit / 2) / unit;
  }
}
