package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

class PostgresLockedTableTest extends LockedTableContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  /** As an ALTER TABLE does that reads all rows. */
  @Override
  AutoCloseable lock(DatabaseUnderTest server, Table table) throws SQLException {
    Connection other = server.database().connection();
    try (Statement statement = other.createStatement()) {
      statement.execute("LOCK TABLE " + SqlNames.of(table.id(), server.database().dialect()));
    }
    return other; // the pool rolls it back
  }
}
