package io.xmlfleet.contract.convert;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dates that documents of many hands have: what the format {@code common} takes. In this order:
 *
 * <ol>
 *   <li>a text that begins with year-month-day hour:minute:second, maybe with a fraction: the rest
 *       is dropped and more than 59 seconds are 59
 *   <li>year-month-day, month/day/year, or day/month/year where month first is impossible, each
 *       maybe with a time of 24 hours; month/day/year also with one of 12 hours and AM or PM
 *   <li>ISO 8601's basic and extended forms, week dates included, maybe with an offset
 * </ol>
 */
final class CommonTimes {
  private static final Pattern PREFIX =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2}) ([0-9]{1,2}):([0-9]{1,2}):([0-9]{2})(\\.[0-9]+)?");
  private static final Pattern DASHES =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2}| [0-9])"
              + "(?:\\s+([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(\\.[0-9]{1,6})?)?");
  private static final Pattern SLASHES =
      Pattern.compile(
          "([0-9]{1,2}| [0-9])/([0-9]{1,2}| [0-9])/([0-9]{4})"
              + "(?:\\s+([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\\s+([AaPp])[Mm])?)?");
  private static final Pattern ISO =
      Pattern.compile(
          "(?:([0-9]{4})(-?)([0-9]{2})\\2([0-9]{2})|([0-9]{4})(-?)W([0-9]{2})(?:\\6([1-7]))?)"
              + "(?:.([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})([.,][0-9]+)?)?)?"
              + "(Z|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?)?)?",
          Pattern.DOTALL);
  private static final int LAST_SECOND = 59;
  private static final int LAST_YEAR = 9_999;

  private CommonTimes() {}

  /** The date and time; its offset is zero where the text has none; null if it is none. */
  static @Nullable OffsetDateTime parse(String text) {
    Matcher prefix = PREFIX.matcher(text);
    if (prefix.lookingAt()) {
      int second = Math.min(Integer.parseInt(prefix.group(6)), LAST_SECOND);
      return of(
          date(prefix.group(1), prefix.group(2), prefix.group(3)),
          time(number(prefix.group(4)), number(prefix.group(5)), second, prefix.group(7)));
    }
    Matcher dashes = DASHES.matcher(text);
    if (dashes.matches()) {
      return of(
          date(dashes.group(1), dashes.group(2), dashes.group(3)), timeOfDay(dashes, 4, null));
    }
    Matcher slashes = SLASHES.matcher(text);
    if (slashes.matches()) {
      return slashes(slashes);
    }
    Matcher iso = ISO.matcher(text);
    return iso.matches() ? iso(iso) : null;
  }

  private static @Nullable OffsetDateTime slashes(Matcher slashes) {
    LocalDate date = date(slashes.group(3), slashes.group(1), slashes.group(2));
    String half = slashes.group(7);
    if (date == null && half == null) {
      date = date(slashes.group(3), slashes.group(2), slashes.group(1));
    }
    return of(date, timeOfDay(slashes, 4, half));
  }

  /** Nanoseconds of the day; -1 if there is no such time. */
  private static long timeOfDay(Matcher matcher, int group, @Nullable String half) {
    if (matcher.group(group) == null) {
      return 0;
    }
    int hour = number(matcher.group(group));
    if (half != null) {
      if (hour < 1 || hour > 12) {
        return -1;
      }
      hour = hour % 12 + ("Pp".contains(half) ? 12 : 0);
    }
    String fraction = matcher.pattern() == DASHES ? matcher.group(group + 3) : null;
    return time(hour, number(matcher.group(group + 1)), number(matcher.group(group + 2)), fraction);
  }

  private static long time(int hour, int minute, int second, @Nullable String fraction) {
    if (hour > 23 || minute > 59 || second > LAST_SECOND) {
      return -1;
    }
    long nanos = 0;
    if (fraction != null) {
      String digits = (fraction.substring(1) + "000000").substring(0, 6);
      nanos = Long.parseLong(digits) * 1_000;
    }
    return ((hour * 60L + minute) * 60 + second) * 1_000_000_000L + nanos;
  }

  private static @Nullable LocalDate date(String year, String month, String day) {
    int y = number(year);
    int m = number(month);
    int d = number(day);
    boolean possible = y >= 1 && m >= 1 && m <= 12 && d >= 1;
    return possible && d <= YearMonth.of(y, m).lengthOfMonth() ? LocalDate.of(y, m, d) : null;
  }

  private static @Nullable OffsetDateTime of(@Nullable LocalDate date, long nanoOfDay) {
    return date == null || nanoOfDay < 0
        ? null
        : date.atStartOfDay().plusNanos(nanoOfDay).atOffset(ZoneOffset.UTC);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits.strip());
  }

  private static @Nullable OffsetDateTime iso(Matcher iso) {
    LocalDate date =
        iso.group(1) != null ? date(iso.group(1), iso.group(3), iso.group(4)) : weekDate(iso);
    long time =
        iso.group(9) == null
            ? 0
            : time(number(iso.group(9)), orZero(iso, 10), orZero(iso, 11), iso.group(12));
    OffsetDateTime local = of(date, time);
    ZoneOffset offset = offset(iso.group(13));
    return local == null || offset == null ? null : local.toLocalDateTime().atOffset(offset);
  }

  private static @Nullable LocalDate weekDate(Matcher iso) {
    int year = number(iso.group(5));
    int week = number(iso.group(7));
    LocalDate inYear = LocalDate.of(Math.max(year, 1), 1, 4); // always in the year's first week
    if (year < 1 || !IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inYear).isValidValue(week)) {
      return null;
    }
    int day = iso.group(8) == null ? 1 : number(iso.group(8));
    LocalDate date =
        inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(ChronoField.DAY_OF_WEEK, day);
    return date.getYear() > LAST_YEAR ? null : date; // the last week goes beyond the last year
  }

  private static int orZero(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : number(matcher.group(group));
  }

  private static @Nullable ZoneOffset offset(@Nullable String text) {
    try {
      return text == null || text.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(text);
    } catch (DateTimeException e) {
      return null; // more than 18 hours
    }
  }
}
