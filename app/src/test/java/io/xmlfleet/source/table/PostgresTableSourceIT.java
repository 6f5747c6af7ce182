package io.xmlfleet.source.table;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;

class PostgresTableSourceIT extends TableSourceContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  String xml() {
    return "xml";
  }

  @Override
  String spoken(String sql) {
    return sql.replace("NVARCHAR(MAX)", "text")
        .replace("NVARCHAR", "varchar")
        .replace("VARBINARY(MAX)", "bytea");
  }
}
