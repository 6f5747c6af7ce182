package io.xmlfleet.reconcile;

import java.time.Instant;

/** A comparison's outcome: the report, and what a repair needs to know. Immutable. */
public final class Reconciliation {
  private final ReconciliationReport report;
  private final Findings findings;
  private final Instant since;

  Reconciliation(ReconciliationReport report, Findings findings, Instant since) {
    this.report = report;
    this.findings = findings;
    this.since = since;
  }

  public ReconciliationReport report() {
    return report;
  }

  /** Everything agrees and nothing is under way. */
  public boolean agrees() {
    return report.verdict() == ReconciliationReport.Verdict.AGREES;
  }

  Findings findings() {
    return findings;
  }

  /** No record of the run is older. */
  Instant since() {
    return since;
  }
}
