package io.xmlfleet.contract.convert;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The two forms that most documents have, {@code 2026-03-08} and {@code 2026-03-08T02:30:00.5}, of
 * what every column can hold; read digit by digit, without a matcher's garbage. Stateless.
 */
final class PlainTimes {
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = 19;
  private static final int MOST_LENGTH = SECONDS_LENGTH + 1 + Moment.DIGITS;
  private static final int NONE = -1;

  private PlainTimes() {}

  /** The date and time, a date alone at midnight; null: it has another form, or is none. */
  static @Nullable LocalDateTime parse(String text) {
    LocalDate date = date(text);
    if (date == null || text.length() == DATE_LENGTH) {
      return date == null ? null : date.atStartOfDay();
    }
    LocalTime time = time(text);
    return time == null ? null : LocalDateTime.of(date, time);
  }

  /** What a text of a plain form says that has exactly so many characters; null: it is none. */
  static @Nullable Moment moment(String text, int length) {
    if (text.length() != length || (length == SECONDS_LENGTH && text.charAt(DATE_LENGTH) != 'T')) {
      return null;
    }
    LocalDateTime value = parse(text);
    if (value == null) {
      return null;
    }
    LocalTime time = length == DATE_LENGTH ? null : value.toLocalTime();
    return new Moment(value.toLocalDate(), time, null, false);
  }

  private static @Nullable LocalDate date(String text) {
    if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, DATE_LENGTH);
    boolean exists = year >= 1 && month >= 1 && month <= 12 && day >= 1;
    return exists && day <= YearMonth.of(year, month).lengthOfMonth()
        ? LocalDate.of(year, month, day)
        : null;
  }

  private static @Nullable LocalTime time(String text) {
    if (text.length() < SECONDS_LENGTH
        || (text.charAt(DATE_LENGTH) != 'T' && text.charAt(DATE_LENGTH) != ' ')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_LENGTH);
    int nanos = nanos(text);
    boolean exists = hour != NONE && minute != NONE && second != NONE && nanos != NONE;
    return exists && hour < 24 && minute < 60 && second < 60
        ? LocalTime.of(hour, minute, second, nanos)
        : null;
  }

  private static int nanos(String text) {
    int length = text.length();
    if (length == SECONDS_LENGTH) {
      return 0;
    }
    if (text.charAt(SECONDS_LENGTH) != '.'
        || length == SECONDS_LENGTH + 1
        || length > MOST_LENGTH) {
      return NONE;
    }
    int nanos = number(text, SECONDS_LENGTH + 1, length);
    for (int i = length; i < MOST_LENGTH && nanos > 0; i++) {
      nanos *= 10;
    }
    return nanos == NONE ? NONE : nanos * Moment.NANOS;
  }

  static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return NONE;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }
}
