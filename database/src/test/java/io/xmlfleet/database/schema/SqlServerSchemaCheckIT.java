package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;

class SqlServerSchemaCheckIT extends SchemaCheckContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  String datetime(int digits) {
    return "datetime2(" + digits + ')';
  }

  @Override
  String offset(int digits) {
    return "datetimeoffset(" + digits + ')';
  }
}
