package io.xmlfleet.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lengths of time for people: {@code 7s}, {@code 3m 07s}, {@code 2h 03m}, {@code 4d 01h}. */
final class DurationFormat {
  private DurationFormat() {}

  static String text(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%dh %02dm", seconds / 3600, seconds / 60 % 60);
    }
    return String.format(Locale.ROOT, "%dd %02dh", seconds / 86_400, seconds / 3600 % 24);
  }

  /** How long ago; zero where another machine's clock is ahead. */
  static Duration since(Instant moment, Instant now) {
    return moment.isBefore(now) ? Duration.between(moment, now) : Duration.ZERO;
  }
}
