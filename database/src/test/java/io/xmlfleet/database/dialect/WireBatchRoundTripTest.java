package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

class WireBatchRoundTripTest extends RoundTripContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, false));
  }
}
