package io.xmlfleet.report;

import io.xmlfleet.text.Counted;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and lengths of time for people. */
final class Words {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Words() {}

  /** {@code 1 March 2026, 10:15:30 UTC}. */
  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  /** {@code 10:15:30}. */
  static String time(Instant at) {
    return TIME.format(at);
  }

  /** {@code 12 s}, {@code 3 min 7 s}, {@code 2 h 3 min}, {@code 4 days 1 h}. */
  static String duration(double length) {
    long seconds = Math.round(Math.max(0, length));
    if (length < 10) {
      return number("%,.1f s", length);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
    return Counted.of(seconds / 86_400, "day") + ' ' + seconds / 3600 % 24 + " h";
  }

  /** {@code 1 document}, {@code 1,200 documents}. */
  static String documents(long count) {
    return Counted.of(count, "document");
  }

  static String count(long count) {
    return number("%,d", count);
  }

  /** A share of 0 to 1; never 100 % or 0 % for what is not all or nothing. */
  static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "less than 0.1 %";
    }
    if (share < 1 && share > 0.999) {
      return "more than 99.9 %";
    }
    return number("%.1f %%", 100 * share);
  }

  static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
