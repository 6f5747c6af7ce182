package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

/** The driver and its protocol, with an H2 behind it. */
class WireSchemaCheckTest extends SchemaCheckContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }

  @Override
  String datetime(int digits) {
    return "datetime2(" + digits + ')';
  }

  @Override
  String offset(int digits) {
    return "datetimeoffset(" + digits + ')';
  }

  /** An H2 answers, whose {@code ALTER TABLE} is another one. */
  @Override
  boolean understandsItsDialect() {
    return false;
  }
}
