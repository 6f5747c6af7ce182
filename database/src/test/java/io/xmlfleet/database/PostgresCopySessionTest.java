package io.xmlfleet.database;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresCopySessionTest extends PostgresSessionTest {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connectToCopy();
  }
}
