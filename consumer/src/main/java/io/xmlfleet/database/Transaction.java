package io.xmlfleet.database;

import io.xmlfleet.table.RowBatch;
import java.sql.Connection;

/** An open transaction. Confined to the thread and to the call that was given it. */
public interface Transaction {
  /**
   * Inserts all rows of the batch, or fails.
   *
   * @throws DatabaseFailureException with the dialect's verdict; the transaction is then unusable
   */
  void write(RowBatch batch);

  /** For the ledger's own statements. Never closed, committed or rolled back by the borrower. */
  Connection connection();
}
