package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresSchemaCheckTest extends SchemaCheckContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  boolean limitsBytes() {
    return false;
  }

  @Override
  String spoken(String sql) {
    return sql.replace("nvarchar(", "varchar(");
  }

  @Override
  String datetime(int digits) {
    return "timestamp(" + digits + ')';
  }

  @Override
  String offset(int digits) {
    return "timestamptz(" + digits + ')';
  }
}
