package io.xmlfleet.database.dialect;

import io.xmlfleet.table.RowBatch;
import java.sql.SQLException;
import java.time.Duration;

/** Inserts rows into one table over one connection. Confined to its session's thread. */
public interface RowWriter extends AutoCloseable {
  /**
   * Inserts all rows; the transaction is the caller's. Keys that the database makes are put into
   * the rows.
   *
   * @param limit longest time of one statement
   * @throws SQLException if the database refuses one of them, or does not confirm each
   */
  void write(RowBatch batch, Duration limit) throws SQLException;

  @Override
  void close() throws SQLException;
}
