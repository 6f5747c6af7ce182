package io.xmlfleet.ledger;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;

class SqlServerLedgerIT extends LedgerContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerUnderTest.connect(new WriterOptions(100, true));
  }
}
