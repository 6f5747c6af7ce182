package io.xmlfleet.contract.convert;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times by XML Schema's forms of ISO 8601: 24:00:00 is the next midnight, a fraction has
 * any number of digits, an offset may follow. Also without seconds, with a blank for the T, and
 * with a small t or z. Stateless.
 */
final class IsoTimes {
  private static final String CLOCK = "([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]+))?)?";
  private static final String OFFSET = "([Zz]|[+-][0-9]{2}:[0-9]{2})?";
  private static final Pattern DATE =
      Pattern.compile("(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})(?:[Tt ]" + CLOCK + ")?" + OFFSET);
  private static final Pattern TIME = Pattern.compile(CLOCK + OFFSET);

  /** Stands for years that no column has. */
  private static final int NO_YEAR = 0;

  private IsoTimes() {}

  /** A date, maybe with a time; null: it is none. */
  static @Nullable Moment date(String text) {
    Matcher found = DATE.matcher(text);
    if (!found.matches()) {
      return null;
    }
    int year = found.end(1) == 4 ? number(found, 1) : NO_YEAR;
    LocalDate date = CommonTimes.date(year, number(found, 2), number(found, 3));
    if (date == null) {
      return null;
    }
    Moment moment =
        found.group(4) == null ? new Moment(date, null, null, false) : time(found, 4, date);
    return moment == null ? null : zoned(moment, found.group(8));
  }

  /** A time of a day; null: it is none. */
  static @Nullable Moment time(String text) {
    Matcher found = TIME.matcher(text);
    Moment moment = found.matches() ? time(found, 1, null) : null;
    return moment == null ? null : zoned(moment, found.group(5));
  }

  private static @Nullable Moment time(Matcher found, int group, @Nullable LocalDate date) {
    int second = found.group(group + 2) == null ? 0 : number(found, group + 2);
    return Moment.of(
        date, number(found, group), number(found, group + 1), second, found.group(group + 3));
  }

  private static @Nullable Moment zoned(Moment moment, @Nullable String offset) {
    if (offset == null) {
      return moment;
    }
    ZoneId zone = offset(offset);
    return zone == null ? null : moment.in(zone);
  }

  /**
   * An offset such as Z, +02, +0200 or +02:00; null: there is no such offset. What is beyond all
   * that there are is one of 18 hours.
   */
  static @Nullable ZoneOffset offset(String text) {
    if (text.equalsIgnoreCase("Z")) {
      return ZoneOffset.UTC;
    }
    int length = text.length();
    int hours = PlainTimes.number(text, 1, 3);
    int minutes = length > 3 ? PlainTimes.number(text, length - 2, length) : 0;
    if (minutes > 59) {
      return null;
    }
    if (hours > 17) {
      return ZoneOffset.MAX;
    }
    int sign = text.charAt(0) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private static int number(Matcher found, int group) {
    return PlainTimes.number(found.group(group), 0, found.end(group) - found.start(group));
  }
}
