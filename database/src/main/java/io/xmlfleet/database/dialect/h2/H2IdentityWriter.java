package io.xmlfleet.database.dialect.h2;

import io.xmlfleet.database.dialect.ColumnValues;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.JdbcBatchWriter;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JDBC batch; H2's driver gives back the keys of its rows in their order. */
final class H2IdentityWriter implements RowWriter {
  private final PreparedStatement insert;
  private final Table rest;
  private final Column key;
  private final int ordinal;
  private final ColumnValues values;
  private final @Nullable Narrowing[] narrowings;

  H2IdentityWriter(Connection connection, Table table, KeyGeneration generation, Dialect dialect)
      throws SQLException {
    this.ordinal = table.ordinal(generation.column());
    this.key = table.columns().get(ordinal);
    this.rest = table.without(ordinal);
    this.values = new ColumnValues(dialect);
    this.narrowings = dialect.spellings().narrowings(rest);
    this.insert =
        connection.prepareStatement(
            JdbcBatchWriter.insertInto(rest, dialect) + " VALUES " + JdbcBatchWriter.marks(rest),
            new String[] {dialect.spellings().of(table.id(), generation.column())});
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    insert.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
    insert.clearBatch(); // of a transaction that failed
    for (Object[] row : batch.rows()) {
      values.bind(insert, 1, rest.columns(), Table.without(row, ordinal), narrowings);
      insert.addBatch();
    }
    insert.executeBatch();
    insert.clearParameters(); // else the statement keeps the last row until the next one
    try (ResultSet keys = insert.getGeneratedKeys()) {
      for (Object[] row : batch.rows()) {
        if (!keys.next()) {
          throw new SQLException("a row has got no key", "HY000");
        }
        row[ordinal] = values.read(keys, List.of(key))[0];
      }
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
