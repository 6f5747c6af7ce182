package io.xmlfleet.contract.convert;

import io.xmlfleet.table.ColumnType.Kind;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times, by ISO 8601 as XML Schema writes them or by a contract's own patterns.
 *
 * <p>A date drops the time of a date-time; a datetime without a time is midnight. A zone offset is
 * accepted where the type has none, and dropped: the column gets the clock that the document shows.
 * The pattern {@code common} stands for {@link CommonTimes}; it is tried after all others.
 */
final class Times {
  /** The pattern that stands for {@link CommonTimes}. */
  private static final String COMMON = "common";

  private static final List<DateTimeFormatter> ISO_DATES = List.of(isoDates('T'), isoDates(' '));
  private static final List<DateTimeFormatter> ISO_TIMES = List.of(isoTimes());

  private Times() {}

  static TypeConversion of(Kind kind, List<String> patterns) {
    List<DateTimeFormatter> formatters =
        patterns.isEmpty()
            ? (kind == Kind.TIME ? ISO_TIMES : ISO_DATES)
            : patterns.stream().filter(p -> !p.equals(COMMON)).map(Times::formatter).toList();
    boolean common = patterns.contains(COMMON);
    boolean plain = patterns.isEmpty() && (kind == Kind.DATE || kind == Kind.DATETIME);
    String word = kind.name().toLowerCase(Locale.ROOT);
    Unusable not =
        new Unusable(
            "is not a "
                + word
                + (patterns.isEmpty() ? " in ISO form" : " in any of the column's formats"));
    return text -> {
      String stripped = Blanks.strip(text);
      Object value = plain ? plain(kind, stripped) : null;
      if (value == null) {
        value = convert(kind, stripped, formatters);
      }
      if (value == null && common) {
        value = common(kind, stripped);
      }
      return value == null ? not : value;
    };
  }

  /**
   * The formatter of a contract's pattern: exact (no 30 February), in any letter case, English.
   *
   * @throws IllegalArgumentException if the pattern is not one of {@link DateTimeFormatter}
   */
  static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, 1) // "yyyy" means nothing to a strict resolver without it
        .toFormatter(Locale.ENGLISH)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static @Nullable Object plain(Kind kind, String text) {
    LocalDateTime value = PlainTimes.parse(text);
    return value == null || kind == Kind.DATETIME ? value : value.toLocalDate();
  }

  private static @Nullable Object convert(
      Kind kind, String text, List<DateTimeFormatter> formatters) {
    for (DateTimeFormatter formatter : formatters) {
      Object value = convert(kind, text, formatter);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object convert(Kind kind, String text, DateTimeFormatter formatter) {
    // Tells "another form" without an exception; an impossible date shows only when resolved.
    ParsePosition end = new ParsePosition(0);
    TemporalAccessor fields = formatter.parseUnresolved(text, end);
    if (fields == null || end.getIndex() < text.length()) {
      return null;
    }
    try {
      return value(kind, formatter.parse(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Object common(Kind kind, String text) {
    OffsetDateTime found = CommonTimes.parse(text);
    return found == null ? null : value(kind, found);
  }

  private static @Nullable Object value(Kind kind, TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return switch (kind) {
      case DATE -> date;
      case TIME -> time;
      case DATETIME -> date == null ? null : LocalDateTime.of(date, orMidnight(time));
      default -> date == null || time == null ? null : OffsetDateTime.from(parsed);
    };
  }

  private static LocalTime orMidnight(@Nullable LocalTime time) {
    return time == null ? LocalTime.MIDNIGHT : time;
  }

  private static DateTimeFormatter isoDates(char separator) {
    DateTimeFormatter time =
        new DateTimeFormatterBuilder()
            .appendLiteral(separator)
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);
    return withOffset(
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendOptional(time));
  }

  private static DateTimeFormatter isoTimes() {
    return withOffset(new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_TIME));
  }

  private static DateTimeFormatter withOffset(DateTimeFormatterBuilder form) {
    return form.optionalStart()
        .appendOffsetId()
        .toFormatter(Locale.ROOT)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
