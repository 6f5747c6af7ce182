package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

/** The driver and its protocol, with an H2 behind it. */
class WireBatchRowWriterTest extends RowWriterContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(7, false));
  }
}
