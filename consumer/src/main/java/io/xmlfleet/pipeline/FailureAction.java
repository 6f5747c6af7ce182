package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.FailureKind;

/** What the loader does about a failed transaction. */
enum FailureAction {
  /** The documents are at fault: narrow down to the one, reject it. */
  BISECT,
  /** The documents or the database: whether others get through tells. */
  PROBE,
  /** Chance: the same transaction again, from the ledger's answer on. */
  RETRY,
  /** The database is at fault: nobody is rejected, the worker waits. */
  WAIT;

  /**
   * The decision.
   *
   * <p>Only what happens while rows are written is blamed on documents. A failed commit may have
   * landed, and a ledger that cannot be asked says nothing about documents.
   */
  static FailureAction of(FailureKind kind, LoadStep step) {
    return switch (kind) {
      // A key that is late again and again is none by chance: see BatchLoader.
      case TRANSIENT, LATE_KEY -> RETRY;
      case UNAVAILABLE, CONFIGURATION -> WAIT;
      // In the ledger: another worker has loaded the document meanwhile.
      case DUPLICATE_KEY -> step == LoadStep.FIND || step == LoadStep.CLAIM ? RETRY : BISECT;
      case DATA -> step == LoadStep.FIND ? WAIT : BISECT;
      case TIMEOUT -> step == LoadStep.WRITE ? PROBE : WAIT;
      case UNKNOWN -> step == LoadStep.WRITE ? BISECT : WAIT;
    };
  }
}
