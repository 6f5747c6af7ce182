package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresRowWriterTest extends RowWriterContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(7, true));
  }

  @Override
  Object kept(Object value) {
    return PostgresRoundTripTest.inPostgres(value);
  }
}
