package io.xmlfleet.pipeline;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;

class H2LockedTableTest extends LockedTableContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, false));
  }

  @Override
  AutoCloseable lock(DatabaseUnderTest server, Table table) throws Exception {
    return RebuiltTable.begin(server.database().connection(), table);
  }
}
