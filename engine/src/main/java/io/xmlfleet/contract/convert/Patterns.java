package io.xmlfleet.contract.convert;

import io.xmlfleet.table.ColumnType.Kind;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A contract's own patterns of dates and times. Stateless. */
public final class Patterns {
  /** The pattern that stands for {@link CommonTimes}. */
  static final String COMMON = "common";

  private static final LocalDateTime PROBE = LocalDateTime.of(1, 11, 23, 14, 35, 46, 123_000_000);
  private static final ZoneId SOMEWHERE = ZoneId.of("Europe/Berlin");
  private static final int PROBE_YEARS = 50;

  private Patterns() {}

  /**
   * The formatter of a pattern: exact (no 30 February), in any letter case, English.
   *
   * @param firstYear of the hundred that two digits of a year stand for
   * @throws IllegalArgumentException if the pattern is not one of {@link DateTimeFormatter}
   */
  static DateTimeFormatter formatter(String pattern, int firstYear) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    int done = 0;
    for (Run run : Run.of(pattern)) {
      if ((run.letter == 'y' || run.letter == 'u') && run.length() == 2) {
        append(builder, pattern.substring(done, run.start));
        builder.appendValueReduced(
            run.letter == 'y' ? ChronoField.YEAR_OF_ERA : ChronoField.YEAR,
            2,
            2,
            LocalDate.of(firstYear, 1, 1));
        done = run.end;
      }
    }
    append(builder, pattern.substring(done));
    return builder
        .parseDefaulting(ChronoField.ERA, 1) // "yyyy" means nothing to a strict resolver without it
        .toFormatter(Locale.ENGLISH)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static void append(DateTimeFormatterBuilder builder, String pattern) {
    if (!pattern.isEmpty()) {
      builder.appendPattern(pattern);
    }
  }

  /** Characters of the plain form that a pattern is; 0: it is none. */
  static int plainLength(String pattern) {
    return switch (pattern) {
      case "yyyy-MM-dd", "uuuu-MM-dd" -> 10;
      case "yyyy-MM-dd'T'HH:mm:ss", "uuuu-MM-dd'T'HH:mm:ss" -> 19;
      default -> 0;
    };
  }

  /** What a text says by a pattern; null: it is not of that form, or there is no such moment. */
  static @Nullable Moment parse(String text, DateTimeFormatter formatter) {
    // Tells "another form" without an exception; an impossible date shows only when resolved.
    ParsePosition end = new ParsePosition(0);
    if (formatter.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
      return null;
    }
    try {
      return moment(formatter.parse(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Moment moment(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    int surplus = time == null ? 0 : time.get(ChronoField.NANO_OF_SECOND) % Moment.NANOS;
    return new Moment(
        parsed.query(TemporalQueries.localDate()),
        time == null ? null : time.minusNanos(surplus),
        parsed.query(TemporalQueries.zone()),
        surplus > 0);
  }

  /**
   * Why patterns cannot give what a column needs; null: they can. A column of dates and times needs
   * one pattern with a time: where another has none, it is midnight.
   */
  public static @Nullable String fault(Kind kind, Reading reading) {
    if (kind == Kind.BINARY) {
      return null;
    }
    boolean timeless = kind == Kind.DATETIME;
    for (String pattern : reading.formats()) {
      if (pattern.equals(COMMON)) {
        timeless = false;
        continue;
      }
      Moment moment;
      try {
        String letters = Run.fault(pattern);
        if (letters != null) {
          return "the format " + pattern + ' ' + letters;
        }
        moment = probe(pattern, reading.firstYear());
      } catch (IllegalArgumentException | DateTimeException e) {
        return "not a date pattern: " + e.getMessage();
      }
      String missing = missing(kind, moment, reading);
      if (missing != null) {
        return "the format " + pattern + " gives no " + missing + Run.hint(pattern, "");
      }
      timeless &= moment.time() == null;
    }
    return timeless && !reading.formats().isEmpty()
        ? "no format gives a time, which a datetime needs"
            + Run.hint(reading.formats().get(0), "; where it may be missing: d.M.yyyy[ HH:mm]")
        : null;
  }

  /** What a pattern reads out of a text that it has written itself. */
  private static Moment probe(String pattern, int firstYear) {
    DateTimeFormatter formatter = formatter(pattern, firstYear);
    ZonedDateTime written = PROBE.withYear(firstYear + PROBE_YEARS).atZone(SOMEWHERE);
    Moment read = parse(formatter.format(written), formatter);
    if (read == null && pattern.indexOf('[') >= 0) {
      // Sections that stand for each other cannot be read one behind the other.
      return new Moment(written.toLocalDate(), written.toLocalTime(), SOMEWHERE, false);
    }
    return read == null ? new Moment(null, null, null, false) : read;
  }

  private static @Nullable String missing(Kind kind, Moment moment, Reading reading) {
    if (kind != Kind.TIME && moment.date() == null) {
      return "date";
    }
    if ((kind == Kind.TIME || kind == Kind.DATETIMEOFFSET) && moment.time() == null) {
      return "time";
    }
    return kind == Kind.DATETIMEOFFSET && moment.zone() == null && reading.zone() == null
        ? "offset, and the contract names no zone"
        : null;
  }

  /** One letter of a pattern, as often as it stands there, or the bracket of a section. */
  private record Run(char letter, int start, int end) {
    int length() {
      return end - start;
    }

    /** All of a pattern, without what is in quotes. */
    static List<Run> of(String pattern) {
      List<Run> runs = new ArrayList<>();
      boolean quoted = false;
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        quoted ^= c == '\'';
        if (!quoted && ((c >= 'A' && c <= '[') || c == ']' || (c >= 'a' && c <= 'z'))) {
          int start = i;
          boolean bracket = c == '[' || c == ']';
          while (!bracket && i + 1 < pattern.length() && pattern.charAt(i + 1) == c) {
            i++;
          }
          runs.add(new Run(c, start, i + 1));
        }
      }
      return runs;
    }

    /** What no pattern has that was meant; null: nothing. */
    static @Nullable String fault(String pattern) {
      Deque<String> open = new ArrayDeque<>(List.of(""));
      for (Run run : of(pattern)) {
        String letters = open.element();
        if (run.letter == '[') {
          open.push(letters);
        } else if (run.letter == ']') {
          open.pop();
          if (open.isEmpty()) {
            return null; // the formatter's own message is better
          }
        } else if (letters.indexOf(run.letter) >= 0) {
          return "has " + run.letter + " twice" + hint(pattern, "");
        } else {
          open.pop();
          open.push(letters + run.letter);
        }
      }
      boolean dayOfYear = has(pattern, 'D') && (has(pattern, 'M') || has(pattern, 'd'));
      return dayOfYear ? "has D, the day of the year; the day of the month is d" : null;
    }

    /** What may have been meant. */
    static String hint(String pattern, String otherwise) {
      if ((has(pattern, 'h') || has(pattern, 'K')) && !has(pattern, 'a') && !has(pattern, 'B')) {
        return " (h counts to 12 and needs a, for AM or PM; the hour of 24 is H)";
      }
      if (has(pattern, 'Y') && !has(pattern, 'w')) {
        return " (Y is the year of weeks; the year is y)";
      }
      return has(pattern, 'H') && !has(pattern, 'm')
          ? " (M is the month, m the minute)"
          : otherwise;
    }

    private static boolean has(String pattern, char letter) {
      return of(pattern).stream().anyMatch(run -> run.letter == letter);
    }
  }
}
