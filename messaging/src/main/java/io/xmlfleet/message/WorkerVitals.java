package io.xmlfleet.message;

import java.util.List;

/**
 * What a worker tells of itself and its process beside its state. Immutable.
 *
 * @param version of the program; empty: it is not packaged
 * @param contracts that are loaded there, {@code name@version}; the first ones of many
 * @param partitions that the worker reads
 * @param lag records behind the end of those, as far as known
 * @param heapUsedBytes of the whole process, as {@code heapMaxBytes}
 * @param steps where the worker's time went
 */
public record WorkerVitals(
    String version,
    List<String> contracts,
    int partitions,
    long lag,
    long heapUsedBytes,
    long heapMaxBytes,
    Steps steps) {
  /** More would only make reports long. */
  private static final int MOST_CONTRACTS = 10;

  /**
   * Seconds of a worker's time since it began.
   *
   * @param read parsing documents
   * @param map making rows of what was read
   * @param insert statements of transactions, the ledger's among them
   * @param commit ends of transactions
   */
  public record Steps(double read, double map, double insert, double commit) {}

  public WorkerVitals {
    contracts = contracts.stream().limit(MOST_CONTRACTS).toList();
  }
}
