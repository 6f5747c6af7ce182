package io.xmlfleet.reconcile;

import java.time.Instant;

/** A comparison's outcome: the report, and what a repair needs to know. Immutable. */
public final class Reconciliation {
  private final ReconciliationReport report;
  private final Differences differences;
  private final Instant since;

  Reconciliation(ReconciliationReport report, Differences differences, Instant since) {
    this.report = report;
    this.differences = differences;
    this.since = since;
  }

  public ReconciliationReport report() {
    return report;
  }

  /** Everything agrees and nothing is under way. */
  public boolean agrees() {
    return report.verdict() == ReconciliationReport.Verdict.AGREES;
  }

  Differences differences() {
    return differences;
  }

  /** No record of the run is older. */
  Instant since() {
    return since;
  }
}
