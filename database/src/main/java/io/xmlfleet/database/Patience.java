package io.xmlfleet.database;

import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.XmlfleetException;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long somebody who starts waits for a database that does not answer or is locked. What passes
 * while workers work passes while they start, too. Thread-safe.
 *
 * @param limit from the first failure of a step on
 * @param pause lets time pass; says whether to wait no longer, since the process is to end
 */
public record Patience(Duration limit, Predicate<Duration> pause) {
  /** A step fails when it fails. */
  public static final Patience NONE = new Patience(Duration.ZERO, time -> true);

  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
  private static final Set<FailureKind> PASSING =
      Set.of(FailureKind.TRANSIENT, FailureKind.TIMEOUT, FailureKind.UNAVAILABLE);

  /** The same for a step without a result. */
  public void run(Runnable step) {
    get(
        () -> {
          step.run();
          return true;
        });
  }

  /**
   * Takes a step, again and again for as long as it fails by what may pass. The log says for what
   * it waits.
   *
   * @param step can be taken again after it has failed
   * @throws XmlfleetException of the step, when it does not pass in time
   */
  public <T> T get(Supplier<T> step) {
    RandomGenerator random = new SplittableRandom();
    long since = System.nanoTime();
    for (int failures = 0; ; ) {
      try {
        T result = step.get();
        if (failures > 0) {
          log.info("The database is there");
        }
        return result;
      } catch (XmlfleetException e) {
        if (failures == 0) {
          since = System.nanoTime();
        }
        if (!passes(e) || System.nanoTime() - since >= limit.toNanos()) {
          throw e;
        }
        if (failures == 0) {
          log.warn("Waiting for up to {} s: {}", limit.toSeconds(), e.getMessage());
        }
        if (pause.test(PAUSES.delay(++failures, random))) {
          throw e;
        }
      }
    }
  }

  /** By the first verdict of a dialect in the chain. */
  private static boolean passes(Throwable failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof DatabaseFailureException database) {
        return PASSING.contains(database.kind());
      }
    }
    return false;
  }
}
