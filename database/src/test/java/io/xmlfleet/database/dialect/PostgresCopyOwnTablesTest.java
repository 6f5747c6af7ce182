package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresCopyOwnTablesTest extends PostgresOwnTablesTest {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connectToCopy();
  }
}
