package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

/** The driver and its protocol, with an H2 behind it. */
class WireDialectTest extends DialectContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }
}
