package io.xmlfleet.database;

import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** An open transaction. Confined to the thread and to the call that was given it. */
public interface Transaction {
  /**
   * Inserts all rows of the batch, or fails. Of a table whose rows may be there already, those that
   * are not; placeholders of the rows get their values, and the rows stay as they are given.
   *
   * @return the rows that were there already and are kept or updated; none of a table without such
   * @throws DatabaseFailureException with the dialect's verdict; the transaction is then unusable
   */
  List<Object[]> write(RowBatch batch);

  /**
   * Rows as this transaction has written them: with what their placeholders stand for. The same
   * batch where there are none.
   */
  default RowBatch filledIn(RowBatch batch) {
    return batch;
  }

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
