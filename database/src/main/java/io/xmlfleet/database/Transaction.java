package io.xmlfleet.database;

import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** An open transaction. Confined to the thread and to the call that was given it. */
public interface Transaction {
  /**
   * Inserts all rows of the batch, or fails.
   *
   * @throws DatabaseFailureException with the dialect's verdict; the transaction is then unusable
   */
  void write(RowBatch batch);

  /**
   * A statement of few texts, prepared once and kept with the connection: preparing one is a round
   * trip of its own on some databases. Never closed by the borrower.
   *
   * @throws SQLException if the database refuses it
   */
  PreparedStatement prepared(String sql) throws SQLException;

  /** For statements of other kinds. Never closed, committed or rolled back by the borrower. */
  Connection connection();
}
