package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.expression.syntax.DateUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as documents write them: year-month-day, month/day/year, or day/month/year where the
 * first is no month; maybe a time, with AM or PM or without; maybe an offset, which is dropped.
 * 24:00:00 is the next midnight, digits behind the seventh of a second are cut, and years and
 * offsets are those of columns. No exception for what is none. Confined to one thread.
 */
final class DateReader {
  private static final int YEAR_DIGITS = 4;
  private static final int MOST_MONTH = 12;
  private static final int MOST_OFFSET_MINUTES = 14 * 60;
  private static final int NOON = 12;
  private static final int DAY_HOURS = 24;
  private static final int FRACTION_DIGITS = 7;
  private static final int NANOS = 100;

  private final String text;
  private int at;
  private boolean isEndOfDay;

  private DateReader(String text) {
    this.text = text;
  }

  /** The date of a text, without its time; null if it is none. */
  static @Nullable LocalDate date(String text) {
    LocalDateTime dateTime = dateTime(text);
    return dateTime == null ? null : dateTime.toLocalDate();
  }

  /** The date and time of a text, midnight if it says none; null if it is none. */
  static @Nullable LocalDateTime dateTime(String text) {
    return new DateReader(Blanks.strip(text)).read();
  }

  private @Nullable LocalDateTime read() {
    LocalDate date = day();
    if (date == null) {
      return null;
    }
    boolean blank = skipBlanks();
    boolean hasTime = blank ? isDigit() : accept('T');
    LocalTime time = hasTime ? time() : LocalTime.MIDNIGHT;
    if (time == null) {
      return null;
    }
    skipBlanks();
    if (!skipZone() || at < text.length()) {
      return null;
    }
    return isEndOfDay
        ? Dates.add(DateUnit.DAY, BigDecimal.ONE, date.atTime(time))
        : date.atTime(time);
  }

  private @Nullable LocalDate day() {
    int start = at;
    int first = number(1, YEAR_DIGITS);
    if (at - start == YEAR_DIGITS && accept('-')) {
      int month = number(1, 2);
      return accept('-') ? date(first, month, number(1, 2)) : null;
    }
    if (at - start > 2 || !accept('/')) {
      return null;
    }
    int second = number(1, 2);
    if (!accept('/')) {
      return null;
    }
    int year = number(YEAR_DIGITS, YEAR_DIGITS);
    return first > MOST_MONTH ? date(year, second, first) : date(year, first, second);
  }

  private static @Nullable LocalDate date(int year, int month, int day) {
    boolean exists =
        year >= 1
            && month >= 1
            && month <= MOST_MONTH
            && day >= 1
            && day <= Month.of(month).length(Year.isLeap(year));
    return exists ? LocalDate.of(year, month, day) : null;
  }

  private @Nullable LocalTime time() {
    int hour = number(1, 2);
    int minute = accept(':') ? number(1, 2) : -1;
    boolean hasSecond = accept(':');
    int second = hasSecond ? number(1, 2) : 0;
    int nano = hasSecond && accept('.') ? fraction() : 0;
    isEndOfDay = hour == DAY_HOURS && minute == 0 && second == 0 && nano == 0;
    if (isEndOfDay) {
      return LocalTime.MIDNIGHT;
    }
    skipBlanks();
    if (acceptWord("AM")) {
      hour = hour >= 1 && hour <= NOON ? hour % NOON : -1;
    } else if (acceptWord("PM")) {
      hour = hour >= 1 && hour <= NOON ? hour % NOON + NOON : -1;
    }
    boolean exists =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    return exists && nano >= 0 ? LocalTime.of(hour, minute, second, nano) : null;
  }

  /** Nanoseconds of as many digits as columns keep; -1 if there is none. */
  private int fraction() {
    int start = at;
    int counted = 0;
    while (isDigit()) {
      if (at - start < FRACTION_DIGITS) {
        counted = counted * 10 + (text.charAt(at) - '0');
      }
      at++;
    }
    for (int digits = at - start; digits < FRACTION_DIGITS; digits++) {
      counted *= 10;
    }
    return at == start ? -1 : counted * NANOS;
  }

  /** Whether there is no zone or a right one. */
  private boolean skipZone() {
    if (accept('Z') || !(accept('+') || accept('-'))) {
      return true;
    }
    int hours = number(2, 2, 2);
    int minutes = accept(':') || isDigit() ? number(2, 2) : 0;
    return hours >= 0
        && minutes >= 0
        && minutes < 60
        && hours * 60 + minutes <= MOST_OFFSET_MINUTES;
  }

  private int number(int least, int most) {
    return number(least, most, Integer.MAX_VALUE);
  }

  /**
   * The next digits as a number; -1 if they are too few or too many.
   *
   * @param taken digits that are read at most, whatever follows
   */
  private int number(int least, int most, int taken) {
    int value = 0;
    int digits = 0;
    while (isDigit() && digits < taken && digits <= most) {
      value = value * 10 + (text.charAt(at) - '0');
      at++;
      digits++;
    }
    return digits < least || digits > most ? -1 : value;
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private boolean acceptWord(String word) {
    if (!text.regionMatches(true, at, word, 0, word.length())) {
      return false;
    }
    at += word.length();
    return true;
  }

  private boolean skipBlanks() {
    int start = at;
    while (at < text.length() && Blanks.isSpace(text.charAt(at))) {
      at++;
    }
    return at > start;
  }
}
