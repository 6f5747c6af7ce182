package io.xmlfleet.metrics;

/**
 * MeterNames of our meters, as Micrometer has them; Prometheus gets underscores, the unit and
 * {@code _total} for counters. docs/metrics.md describes each.
 */
final class MeterNames {
  static final String DOCUMENTS = "xmlfleet.documents";
  static final String DOCUMENT_BYTES = "xmlfleet.document.bytes";
  static final String ROWS = "xmlfleet.rows";
  static final String STEP = "xmlfleet.step";
  static final String BATCH_DOCUMENTS = "xmlfleet.batch.documents";
  static final String BATCH_BYTES = "xmlfleet.batch.bytes";
  static final String BISECTIONS = "xmlfleet.bisections";
  static final String RETRIES = "xmlfleet.transaction.retries";
  static final String LEDGER_HITS = "xmlfleet.ledger.hits";

  static final String WORKERS = "xmlfleet.workers";
  static final String WORKER_LAG = "xmlfleet.worker.lag.records";
  static final String WORKER_PARTITIONS = "xmlfleet.worker.partitions";
  static final String WORKER_RESTARTS = "xmlfleet.worker.restarts";
  static final String WORKER_IDLE = "xmlfleet.worker.idle.seconds";

  static final String SENT = "xmlfleet.sent.documents";
  static final String SENT_BYTES = "xmlfleet.sent.bytes";
  static final String REFUSED = "xmlfleet.refused.documents";

  static final String AGGREGATOR = "xmlfleet.aggregator";
  static final String AGGREGATOR_SILENCE = "xmlfleet.aggregator.silence.seconds";
  static final String RUN_STATE = "xmlfleet.run.state";
  static final String RUN_DOCUMENTS = "xmlfleet.run.documents";
  static final String RUN_EXPECTED = "xmlfleet.run.expected.documents";
  static final String RUN_FAILURES = "xmlfleet.run.failures";
  static final String RUN_PACE = "xmlfleet.run.records.per.minute";
  static final String RUN_ETA = "xmlfleet.run.eta.seconds";

  private MeterNames() {}
}
