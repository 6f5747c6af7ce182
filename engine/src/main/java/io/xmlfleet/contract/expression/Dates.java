package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.DateUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/** The functions of dates, in the years 1 to 9999. */
final class Dates {
  static final int MOST_YEAR = 9999;

  private static final int DAYS_PER_WEEK = 7;
  private static final int A_SUNDAY = 3; // 4 January 1970, in days since the first
  private static final int MONTHS_PER_YEAR = 12;

  private Dates() {}

  static String text(LocalDate date) {
    return date.toString();
  }

  /** With seconds; with a fraction only if there is one, without zeros at its end. */
  static String text(LocalDateTime dateTime) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(dateTime);
  }

  static @Nullable LocalDate add(DateUnit unit, BigDecimal count, LocalDate date) {
    long wanted = Decimals.whole(count);
    return Math.abs(wanted) > unit.most() ? null : known(date.plus(wanted, unit.unit()));
  }

  static @Nullable LocalDateTime add(DateUnit unit, BigDecimal count, LocalDateTime dateTime) {
    long wanted = Decimals.whole(count);
    return Math.abs(wanted) > unit.most() ? null : known(dateTime.plus(wanted, unit.unit()));
  }

  /** How often the unit's count goes up from one to the other, as SQL Server counts. */
  static BigDecimal difference(DateUnit unit, LocalDateTime from, LocalDateTime to) {
    return BigDecimal.valueOf(count(unit, to) - count(unit, from));
  }

  private static long count(DateUnit unit, LocalDateTime at) {
    LocalDate date = at.toLocalDate();
    return switch (unit) {
      case DAY -> date.toEpochDay();
      case WEEK -> Math.floorDiv(date.toEpochDay() - A_SUNDAY, DAYS_PER_WEEK);
      case MONTH -> (long) date.getYear() * MONTHS_PER_YEAR + date.getMonthValue();
      case YEAR -> date.getYear();
      case HOUR, MINUTE, SECOND ->
          DateUnit.DAY.unit().getDuration().dividedBy(unit.unit().getDuration()) * date.toEpochDay()
              + at.toLocalTime().toSecondOfDay() / unit.unit().getDuration().toSeconds();
    };
  }

  private static <T extends Temporal> @Nullable T known(T temporal) {
    int year = temporal.get(ChronoField.YEAR);
    return year < 1 || year > MOST_YEAR ? null : temporal;
  }
}
