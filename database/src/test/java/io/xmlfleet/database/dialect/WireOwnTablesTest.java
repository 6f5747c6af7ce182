package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

/** The driver and its protocol, with an H2 behind it. */
class WireOwnTablesTest extends OwnTablesContract {
  @Override
  DatabaseUnderTest connect(WriterOptions options) {
    return SqlServerWire.connect(options);
  }
}
