package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;

class H2LockedTableTest extends LockedTableContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, false));
  }

  @Override
  Connection h2(DatabaseUnderTest server) throws SQLException {
    return server.database().connection();
  }
}
