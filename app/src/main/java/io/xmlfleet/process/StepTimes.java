package io.xmlfleet.process;

import io.xmlfleet.failure.Stopwatch;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each step of a start and of an end was done, in the log file at debug level: what whoever
 * finds a command slow wants to know first. Thread-safe.
 */
public final class StepTimes {
  private static final Stopwatch SINCE_START = Stopwatch.start(Clock.systemUTC());

  private StepTimes() {}

  /** Begins to count; what Java itself takes before is not in it. */
  public static void begin() {
    // This class is loaded now: nothing else is to be done.
  }

  /** A step is done, such as {@code broker started}. */
  public static void done(String step) {
    Logger log = LoggerFactory.getLogger(StepTimes.class); // only now: help needs no log
    if (log.isDebugEnabled()) {
      log.debug(
          "{} s: {}",
          String.format(Locale.ROOT, "%6.3f", SINCE_START.elapsed().toMillis() / 1000.0),
          step);
    }
  }
}
