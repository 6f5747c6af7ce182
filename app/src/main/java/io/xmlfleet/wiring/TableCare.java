package io.xmlfleet.wiring;

/** What is done about tables that are not as contracts need them. */
public enum TableCare {
  /** Nothing: they are somebody else's. */
  NONE,
  /** Those that are missing are created, the ledger among them. */
  CREATE,
  /** The database is ours: its tables also get the columns that they lack. */
  EXTEND
}
