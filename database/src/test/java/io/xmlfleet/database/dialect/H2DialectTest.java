package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;

class H2DialectTest extends DialectContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, true));
  }
}
