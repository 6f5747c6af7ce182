package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;

class SqlServerExistingRowsLoadIT extends ExistingRowsLoadContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  String identity() {
    return "int IDENTITY(1, 1)";
  }
}
