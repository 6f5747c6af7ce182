package io.xmlfleet.pipeline;

import io.xmlfleet.failure.Backoff;
import java.time.Duration;

/**
 * How a batch is loaded. Immutable.
 *
 * @param mode what becomes of a document's rows
 * @param worker name of the worker, for the ledger
 * @param statementLimit longest time of any one statement
 * @param backoff delays between tries of a transaction that failed by chance
 * @param tries how often such a transaction is tried in all; at least 1
 * @param observer hears of transactions that were not the first
 */
public record LoadPolicy(
    LoadMode mode,
    String worker,
    Duration statementLimit,
    Backoff backoff,
    int tries,
    WorkObserver observer) {
  private static final int DEFAULT_TRIES = 6;

  public LoadPolicy {
    if (tries < 1) {
      throw new IllegalArgumentException("a transaction is tried once at least, not " + tries);
    }
  }

  /** Six tries, up to 50 ms, 100 ms … 2 s apart. */
  public static LoadPolicy standard(
      LoadMode mode, String worker, Duration statementLimit, WorkObserver observer) {
    return new LoadPolicy(
        mode,
        worker,
        statementLimit,
        new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2)),
        DEFAULT_TRIES,
        observer);
  }
}
