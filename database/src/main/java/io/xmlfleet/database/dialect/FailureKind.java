package io.xmlfleet.database.dialect;

/** What a database failure means for the one who met it; decided by the dialect alone. */
public enum FailureKind {
  /** The rows are at fault: constraint, truncation, conversion. The same rows fail again. */
  DATA,
  /** The rows are at fault: their key is there already. */
  DUPLICATE_KEY,
  /**
   * A key was not there when it was asked for, and is now: by chance another transaction's, or one
   * that the database takes for equal to another of the same rows.
   */
  LATE_KEY,
  /** Deadlock victim, lock time-out, serialization: the whole transaction may be tried again. */
  TRANSIENT,
  /** A statement ran over its time limit. */
  TIMEOUT,
  /** No connection, or it is lost: whether a commit landed is unknown. */
  UNAVAILABLE,
  /** The database answers but is not as it must be: no table, no right, no login. */
  CONFIGURATION,
  /** Not recognised. */
  UNKNOWN
}
