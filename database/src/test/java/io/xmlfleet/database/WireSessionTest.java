package io.xmlfleet.database;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

/** The driver and its protocol, with an H2 behind it. */
class WireSessionTest extends SqlServerSessionIT {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }
}
