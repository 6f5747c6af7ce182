package io.xmlfleet.cli.base;

import io.xmlfleet.failure.UsageException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as people write them. */
public final class InstantParser {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm[:ss[.SSS]][XXX]]");

  private InstantParser() {}

  /**
   * Reads {@code 2h} (so long ago; also s, m, d), {@code 2026-11-24}, {@code 2026-11-24T02:08} in
   * this machine's time zone, or {@code 2026-11-24T02:08:12Z}.
   *
   * @param option for the message
   * @throws UsageException if it is none of these
   */
  public static Instant parse(String option, String text, Clock clock) {
    try {
      Matcher ago = AGO.matcher(text);
      return ago.matches()
          ? clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)))
          : instant(
              DATE_AND_TIME.parseBest(
                  text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
    } catch (DateTimeException | ArithmeticException e) {
      throw new UsageException(
          option
              + " takes 30m, 2h or 7d (so long ago), 2026-11-24, 2026-11-24T02:08 or"
              + " 2026-11-24T02:08:12Z, not \""
              + text
              + '"',
          e);
    }
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static Instant instant(TemporalAccessor parsed) {
    if (parsed instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    LocalDateTime local =
        parsed instanceof LocalDateTime time ? time : ((LocalDate) parsed).atStartOfDay();
    return local.atZone(ZoneId.systemDefault()).toInstant();
  }
}
