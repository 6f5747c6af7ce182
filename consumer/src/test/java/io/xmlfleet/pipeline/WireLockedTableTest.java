package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;
import java.sql.Connection;
import java.sql.SQLException;

/** The driver with its time limits, its protocol, and an H2 behind it. */
class WireLockedTableTest extends LockedTableContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }

  @Override
  Connection h2(DatabaseUnderTest server) throws SQLException {
    return SqlServerWire.behind();
  }
}
