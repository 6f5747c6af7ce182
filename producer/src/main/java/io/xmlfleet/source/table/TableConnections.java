package io.xmlfleet.source.table;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The way to the database of the documents; belongs to the source that is made with it.
 * Thread-safe.
 */
public interface TableConnections extends AutoCloseable {
  /** Those of a database that is read by nobody else; as many at once as it allows. */
  static TableConnections of(Database database) {
    return new TableConnections() {
      @Override
      public Connection open() throws SQLException {
        return database.connection();
      }

      @Override
      public Dialect dialect() {
        return database.dialect();
      }

      @Override
      public void close() {
        database.close();
      }
    };
  }

  /**
   * A connection, for one thread, closed by it.
   *
   * @throws SQLException if there is none
   */
  Connection open() throws SQLException;

  /** Knows which failures may go by themselves. */
  Dialect dialect();

  @Override
  void close();
}
