package io.xmlfleet.database;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresExistingRowsTest extends ExistingRowsContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  String identity() {
    return "int GENERATED ALWAYS AS IDENTITY";
  }
}
