package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresCopyRoundTripTest extends PostgresRoundTripTest {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connectToCopy();
  }
}
