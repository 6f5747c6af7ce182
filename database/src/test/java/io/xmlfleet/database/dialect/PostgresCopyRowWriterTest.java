package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresCopyRowWriterTest extends PostgresBatchRowWriterTest {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connectToCopy();
  }
}
