package io.xmlfleet.replay;

import io.xmlfleet.failure.UsageException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many documents in such a time. Immutable.
 *
 * @param documents at least 1
 */
public record ReplayRate(int documents, Duration per) {
  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})/(s|min|h)");

  /**
   * Reads {@code 50/s}, {@code 30/min} or {@code 100/h}.
   *
   * @throws UsageException if it is none of these
   */
  public static ReplayRate parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new UsageException("a rate is written 50/s, 30/min or 100/h, not \"" + text + '"');
    }
    Duration per =
        switch (written.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "min" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    return new ReplayRate(Integer.parseInt(written.group(1)), per);
  }

  /** How long so many documents take. */
  Duration of(int count) {
    return Duration.ofNanos(Math.round((double) per.toNanos() * count / documents));
  }

  /** How many go out at once: those of a second, or a single one. */
  int atOnce() {
    return (int) Math.max(1, documents / Math.max(1, per.toSeconds()));
  }
}
