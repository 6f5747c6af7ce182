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
 * @param probes what the workers of the process know of its tables
 */
public record LoadPolicy(
    LoadMode mode,
    String worker,
    Duration statementLimit,
    Backoff backoff,
    int tries,
    WorkObserver observer,
    TableProbes probes) {
  private static final int DEFAULT_TRIES = 6;
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

  public LoadPolicy {
    if (tries < 1) {
      throw new IllegalArgumentException("a transaction is tried once at least, not " + tries);
    }
  }

  /** Longest time of one row by which a table is probed. */
  Duration probeLimit() {
    return statementLimit.compareTo(PROBE_LIMIT) < 0 ? statementLimit : PROBE_LIMIT;
  }

  /** Six tries, up to 50 ms, 100 ms … 2 s apart. */
  public static LoadPolicy standard(
      LoadMode mode,
      String worker,
      Duration statementLimit,
      WorkObserver observer,
      TableProbes probes) {
    return new LoadPolicy(
        mode,
        worker,
        statementLimit,
        new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2)),
        DEFAULT_TRIES,
        observer,
        probes);
  }
}
