package io.xmlfleet.database;

import com.microsoft.sqlserver.jdbc.ISQLServerConnection;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.SqlServerUnderTest;
import java.sql.Connection;

class SqlServerSessionIT extends SessionContract {
  @Override
  DatabaseUnderTest connect() {
    return SqlServerUnderTest.connect(new WriterOptions(100, true));
  }

  @Override
  Class<? extends Connection> driverConnection() {
    return ISQLServerConnection.class;
  }
}
