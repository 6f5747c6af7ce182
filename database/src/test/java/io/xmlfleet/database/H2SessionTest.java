package io.xmlfleet.database;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.sql.Connection;
import org.h2.jdbc.JdbcConnection;

class H2SessionTest extends SessionContract {
  @Override
  DatabaseUnderTest connect() {
    return DatabaseUnderTest.h2(new WriterOptions(100, true));
  }

  @Override
  Class<? extends Connection> driverConnection() {
    return JdbcConnection.class;
  }
}
