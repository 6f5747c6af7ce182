package io.xmlfleet.contract.expression.syntax;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The units of DATEADD and DATEDIFF. */
public enum DateUnit {
  DAY(ChronoUnit.DAYS),
  WEEK(ChronoUnit.WEEKS),
  MONTH(ChronoUnit.MONTHS),
  YEAR(ChronoUnit.YEARS),
  HOUR(ChronoUnit.HOURS),
  MINUTE(ChronoUnit.MINUTES),
  SECOND(ChronoUnit.SECONDS);

  private static final long MOST_YEARS = 10_000;

  private final ChronoUnit unit;

  DateUnit(ChronoUnit unit) {
    this.unit = unit;
  }

  static @Nullable DateUnit named(Token token) {
    for (DateUnit unit : values()) {
      if (token.is(unit.name())) {
        return unit;
      }
    }
    return null;
  }

  public ChronoUnit unit() {
    return unit;
  }

  /** Whether a date without a time can have some of it added. */
  public boolean isDateBased() {
    return unit.isDateBased();
  }

  /** How many of it lead out of all years, whatever they are added to. */
  public long most() {
    return ChronoUnit.YEARS.getDuration().toSeconds() * MOST_YEARS / unit.getDuration().toSeconds();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
