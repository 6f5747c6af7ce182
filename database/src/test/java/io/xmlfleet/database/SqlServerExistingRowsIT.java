package io.xmlfleet.database;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;

class SqlServerExistingRowsIT extends ExistingRowsContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  String identity() {
    return "int IDENTITY(1, 1)";
  }

  @Override
  String ignoringCase() {
    return "varchar(20) COLLATE Latin1_General_CI_AS";
  }
}
