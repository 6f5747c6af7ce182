package io.xmlfleet.database.dialect;

import io.xmlfleet.testing.DatabaseUnderTest;

class H2RowWriterTest extends RowWriterContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(7, true));
  }
}
