package io.xmlfleet.source.table;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;

class H2TableSourceIT extends TableSourceContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, true));
  }

  @Override
  String xml() {
    return "CLOB";
  }
}
