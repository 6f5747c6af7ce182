package io.xmlfleet.worker;

/** Where a worker can be made to die: between any two of its effects, in their order. */
enum CrashPoint {
  AFTER_POLL,
  BEFORE_TRANSACTION,
  AFTER_LEDGER_LOOK_UP,
  AFTER_LEDGER_ENTRY,
  AFTER_ROWS,
  AFTER_DATABASE_COMMIT,
  BEFORE_PUBLISH,
  AFTER_DEAD_LETTER,
  AFTER_OUTCOME,
  AFTER_PUBLISH,
  AFTER_OFFSET_COMMIT
}
