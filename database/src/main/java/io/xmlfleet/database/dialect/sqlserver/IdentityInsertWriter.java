package io.xmlfleet.database.dialect.sqlserver;

import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Brings its own values for an identity column; SQL Server allows it to one table at a time. */
final class IdentityInsertWriter implements RowWriter {
  private final RowWriter writer;
  private final Connection connection;
  private final String table;

  IdentityInsertWriter(RowWriter writer, Connection connection, String table) {
    this.writer = writer;
    this.connection = connection;
    this.table = table;
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    allow("ON");
    try {
      writer.write(batch, limit);
    } catch (SQLException e) {
      try {
        allow("OFF");
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    allow("OFF");
  }

  private void allow(String what) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET IDENTITY_INSERT " + table + ' ' + what);
    }
  }

  @Override
  public void close() throws SQLException {
    writer.close();
  }
}
