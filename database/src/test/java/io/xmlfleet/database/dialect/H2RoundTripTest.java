package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;

class H2RoundTripTest extends RoundTripContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, true));
  }
}
