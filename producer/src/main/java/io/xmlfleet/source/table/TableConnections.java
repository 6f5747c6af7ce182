package io.xmlfleet.source.table;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The way to the database of the documents; belongs to the source that is made with it.
 * Thread-safe.
 */
public interface TableConnections extends AutoCloseable {
  /**
   * A connection, for one thread, closed by it.
   *
   * @throws SQLException if there is none
   */
  Connection open() throws SQLException;

  @Override
  void close();
}
