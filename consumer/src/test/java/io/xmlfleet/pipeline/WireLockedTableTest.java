package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerWire;

/** The driver with its time limits, its protocol, and an H2 behind it. */
class WireLockedTableTest extends LockedTableContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerWire.connect(new WriterOptions(100, true));
  }

  @Override
  AutoCloseable lock(DatabaseUnderTest server, Table table) throws Exception {
    return RebuiltTable.begin(SqlServerWire.behind(), table);
  }
}
