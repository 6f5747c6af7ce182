package io.xmlfleet.publish;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** Names for runs. */
public final class RunIds {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  // No vowels and nothing that is mistaken for something else when read aloud or typed.
  private static final String CHARACTERS = "23456789bcdfghjkmnpqrstvwxz";
  private static final int RANDOM_CHARACTERS = 4;

  private RunIds() {}

  /** {@code 20261124-020812-x7k2}: the second in UTC, so that names sort by start. */
  public static String generate(Clock clock, RandomGenerator random) {
    StringBuilder id = new StringBuilder(SECOND.format(clock.instant())).append('-');
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      id.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return id.toString();
  }

  /**
   * Checks a name that the user gave.
   *
   * @throws UsageException if it is not one, or is the run of records that name none
   */
  public static String require(String run) {
    try {
      ItemId.requireRunId(run);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    if (run.startsWith("-")) {
      throw new UsageException(
          "a run id begins with a letter or digit, . or _: \""
              + run
              + "\" would be taken for an option by the other commands");
    }
    if (run.equals(ItemId.ADHOC)) {
      throw new UsageException(
          "the run \"" + run + "\" is the one of records without a run; name another");
    }
    return run;
  }
}
