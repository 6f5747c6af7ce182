package io.xmlfleet.contract.convert;

import io.xmlfleet.table.ColumnType.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a text says of a date and a time. Immutable.
 *
 * @param date null: none
 * @param time of at most {@link #DIGITS} digits behind the second; null: none
 * @param zone an offset, or a region; null: none
 * @param cut whether the text says more, or another second, than {@code time} has
 */
record Moment(
    @Nullable LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone, boolean cut) {
  /** Digits behind the second that every database keeps. */
  static final int DIGITS = 7;

  /** Nanoseconds that the last of these digits counts. */
  static final int NANOS = 100;

  static final int LAST_YEAR = 9_999;

  private static final int MOST_OFFSET_SECONDS = 14 * 60 * 60;
  private static final int DAY_HOURS = 24;
  private static final Unusable YEAR = new Unusable("is outside the years 1 to " + LAST_YEAR);
  private static final Unusable OFFSET =
      new Unusable("has an offset of more than 14 hours, or of seconds");
  private static final Unusable NO_OFFSET =
      new Unusable("has no offset, and the contract names no zone");
  private static final Unusable AMBIGUOUS =
      new Unusable("is a time that the clocks of its zone skip or show twice");
  private static final Unusable DIGIT =
      new Unusable("has more than " + DIGITS + " digits behind the second, or a second above 59");

  /** A time with a fraction of any length; null: there is no such time. */
  static @Nullable Moment of(
      @Nullable LocalDate date, int hour, int minute, int second, @Nullable String fraction) {
    int nanos = 0;
    boolean cut = false;
    if (fraction != null) {
      int kept = Math.min(fraction.length(), DIGITS);
      nanos = PlainTimes.number(fraction, 0, kept) * NANOS;
      for (int i = kept; i < DIGITS; i++) {
        nanos *= 10;
      }
      for (int i = kept; i < fraction.length(); i++) {
        cut |= fraction.charAt(i) != '0';
      }
    }
    if (hour == DAY_HOURS && minute == 0 && second == 0 && nanos == 0 && !cut) {
      return new Moment(date == null ? null : date.plusDays(1), LocalTime.MIDNIGHT, null, false);
    }
    return hour < DAY_HOURS && minute < 60 && second < 60
        ? new Moment(date, LocalTime.of(hour, minute, second, nanos), null, cut)
        : null;
  }

  Moment in(@Nullable ZoneId other) {
    return other == null ? this : new Moment(date, time, other, cut);
  }

  /** A value of a kind, {@link Unusable}, or null: it lacks what the kind needs. */
  @Nullable Object value(Kind kind, Reading reading) {
    LocalDate day = date;
    boolean lacks = kind == Kind.TIME ? time == null : day == null;
    if (lacks || (kind == Kind.DATETIMEOFFSET && time == null)) {
      return null;
    }
    if (zone instanceof ZoneOffset offset && !isPossible(offset)) {
      return OFFSET;
    }
    if (day != null && !isPossible(day.getYear())) {
      return YEAR;
    }
    Unusable lost = reading.isExact() ? lost(kind) : null;
    if (lost != null || day == null || kind == Kind.TIME) {
      return lost == null ? time : lost;
    }
    LocalDateTime at = day.atTime(time == null ? LocalTime.MIDNIGHT : time);
    return switch (kind) {
      case DATE -> day;
      case DATETIME -> at;
      default -> withOffset(at, zone == null ? reading.zone() : zone);
    };
  }

  /** What of it a value of the kind would not keep; null: nothing. */
  private @Nullable Unusable lost(Kind kind) {
    String word = kind.name().toLowerCase(Locale.ROOT);
    if (cut) {
      return DIGIT;
    }
    if (zone != null && kind != Kind.DATETIMEOFFSET) {
      return new Unusable("has an offset, which a " + word + " does not keep");
    }
    if (kind == Kind.DATE && time != null && !time.equals(LocalTime.MIDNIGHT)) {
      return new Unusable("has a time, which a date does not keep");
    }
    return kind == Kind.TIME && date != null
        ? new Unusable("has a date, which a time does not keep")
        : null;
  }

  private static Object withOffset(LocalDateTime at, @Nullable ZoneId zone) {
    if (zone == null) {
      return NO_OFFSET;
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(at);
    if (offsets.size() != 1) {
      return AMBIGUOUS;
    }
    if (!isPossible(offsets.get(0))) {
      return OFFSET; // of a region's old local time
    }
    OffsetDateTime value = at.atOffset(offsets.get(0));
    boolean atAnEnd = at.getYear() == 1 || at.getYear() == LAST_YEAR;
    return atAnEnd && !isPossible(value.withOffsetSameInstant(ZoneOffset.UTC).getYear())
        ? YEAR
        : value;
  }

  /** Whether every database can hold it. */
  static boolean isPossible(ZoneOffset offset) {
    int seconds = offset.getTotalSeconds();
    return Math.abs(seconds) <= MOST_OFFSET_SECONDS && seconds % 60 == 0;
  }

  private static boolean isPossible(int year) {
    return year >= 1 && year <= LAST_YEAR;
  }
}
