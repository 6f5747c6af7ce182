package io.xmlfleet.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * A table's rows against the ledger's, over all runs. Immutable.
 *
 * @param table as contracts name it
 * @param rows in the table; null: there is no such table
 * @param byLedger what the ledger says was inserted
 */
public record TableCount(String table, @Nullable Long rows, long byLedger) {
  /** Rows that the ledger vouches for and that are not there, at least. */
  public long lacking() {
    return rows == null ? byLedger : Math.max(0, byLedger - rows);
  }

  /** Rows that nobody has entered in the ledger: from before xmlfleet, or by others. */
  public long beyondLedger() {
    return rows == null ? 0 : Math.max(0, rows - byLedger);
  }
}
