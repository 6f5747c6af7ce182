package io.xmlfleet.database;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

/** The driver and its protocol, with an H2 behind it. */
class WireExistingRowsTest extends SqlServerExistingRowsIT {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }

  /** As SQL Server's varchar is by default. */
  @Override
  String ignoringCase() {
    return "varchar(20)";
  }
}
