package io.xmlfleet.contract.convert;

import java.time.LocalDate;
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
 *   <li>year-month-day with a time, whose 60 to 99 seconds are 59
 *   <li>month/day/year, or day/month/year where month first is impossible, maybe with a time
 *   <li>ISO 8601's basic and extended forms, week dates included
 * </ol>
 *
 * <p>A time may have a fraction of any length, AM or PM (not with the day first), and a date or a
 * time an offset. A text with anything else is none of them.
 */
final class CommonTimes {
  private static final String OFFSET = "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)";
  private static final String TIME =
      "(?:\\s+([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:\\.([0-9]+))?(?:\\s*([AaPp])[Mm])?)?";
  private static final Pattern DASHES =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2}| [0-9])" + TIME + "(?:\\s*" + OFFSET + ")?");
  private static final Pattern SLASHES =
      Pattern.compile(
          "([0-9]{1,2}| [0-9])/([0-9]{1,2}| [0-9])/([0-9]{4})" + TIME + "(?:\\s*" + OFFSET + ")?");
  private static final Pattern ISO =
      Pattern.compile(
          "(?:([0-9]{4})(-?)([0-9]{2})\\2([0-9]{2})|([0-9]{4})(-?)W([0-9]{2})(?:\\6([1-7]))?)"
              + "(?:[Tt ]([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]+))?)?)?)?"
              + OFFSET
              + "?");
  private static final int LAST_SECOND = 59;
  private static final int HALF_DAY = 12;

  private CommonTimes() {}

  /** What the text says; null if it is none of the forms. */
  static @Nullable Moment parse(String text) {
    Matcher dashes = DASHES.matcher(text);
    if (dashes.matches()) {
      LocalDate date = date(number(dashes, 1), number(dashes, 2), number(dashes, 3));
      int second = orZero(dashes, 6);
      Moment moment = moment(dashes, date, Math.min(second, LAST_SECOND));
      return moment == null || second <= LAST_SECOND
          ? moment
          : new Moment(moment.date(), moment.time(), moment.zone(), true);
    }
    Matcher slashes = SLASHES.matcher(text);
    if (slashes.matches()) {
      int year = number(slashes, 3);
      LocalDate date = date(year, number(slashes, 1), number(slashes, 2));
      if (date == null && slashes.group(8) == null) {
        date = date(year, number(slashes, 2), number(slashes, 1));
      }
      return moment(slashes, date, orZero(slashes, 6));
    }
    Matcher iso = ISO.matcher(text);
    return iso.matches() ? iso(iso) : null;
  }

  /** The time and the offset behind a date; null: there is no such date or time. */
  private static @Nullable Moment moment(Matcher found, @Nullable LocalDate date, int second) {
    if (date == null) {
      return null;
    }
    if (found.group(4) == null) {
      return zoned(new Moment(date, null, null, false), found.group(9));
    }
    int hour = number(found, 4);
    String half = found.group(8);
    if (half != null) {
      if (hour < 1 || hour > HALF_DAY) {
        return null;
      }
      hour = hour % HALF_DAY + ("Pp".contains(half) ? HALF_DAY : 0);
    }
    return zoned(Moment.of(date, hour, number(found, 5), second, found.group(7)), found.group(9));
  }

  private static @Nullable Moment zoned(@Nullable Moment moment, @Nullable String text) {
    ZoneOffset offset = text == null ? null : IsoTimes.offset(text);
    return moment == null || (text != null && offset == null) ? null : moment.in(offset);
  }

  /** The date; null: there is none. The year 0 is one, as those that no column has. */
  static @Nullable LocalDate date(int year, int month, int day) {
    boolean possible = month >= 1 && month <= 12 && day >= 1;
    return possible && day <= YearMonth.of(year, month).lengthOfMonth()
        ? LocalDate.of(year, month, day)
        : null;
  }

  private static @Nullable Moment iso(Matcher iso) {
    LocalDate date =
        iso.group(1) == null ? weekDate(iso) : date(number(iso, 1), number(iso, 3), number(iso, 4));
    if (date == null) {
      return null;
    }
    return zoned(
        iso.group(9) == null
            ? new Moment(date, null, null, false)
            : Moment.of(date, number(iso, 9), orZero(iso, 10), orZero(iso, 11), iso.group(12)),
        iso.group(13));
  }

  private static @Nullable LocalDate weekDate(Matcher iso) {
    int year = number(iso, 5);
    int week = number(iso, 7);
    LocalDate inYear = LocalDate.of(year, 1, 4); // always in the year's first week
    if (!IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inYear).isValidValue(week)) {
      return null;
    }
    int day = iso.group(8) == null ? 1 : number(iso, 8);
    return inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(ChronoField.DAY_OF_WEEK, day);
  }

  private static int orZero(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : number(matcher, group);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group).strip());
  }
}
