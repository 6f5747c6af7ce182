package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresBatchRowWriterTest extends RowWriterContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(7, false));
  }

  @Override
  Object kept(Object value) {
    return PostgresRoundTripTest.inPostgres(value);
  }
}
