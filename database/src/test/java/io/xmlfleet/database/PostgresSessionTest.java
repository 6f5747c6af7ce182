package io.xmlfleet.database;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.sql.Connection;
import org.postgresql.jdbc.PgConnection;

class PostgresSessionTest extends SessionContract {
  @Override
  DatabaseUnderTest connect() {
    return PostgresUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  Class<? extends Connection> driverConnection() {
    return PgConnection.class;
  }
}
