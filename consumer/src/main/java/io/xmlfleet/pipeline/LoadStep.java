package io.xmlfleet.pipeline;

/** How far a transaction had come; decides whom its failure is blamed on. */
enum LoadStep {
  /** Connecting, or asking the ledger. */
  FIND,
  /** Writing to the ledger. */
  CLAIM,
  /** Writing the documents' rows. */
  WRITE,
  /** All is written; whether a failed commit landed is unknown. */
  COMMIT
}
