package io.xmlfleet.database.dialect.sqlserver;

import com.microsoft.sqlserver.jdbc.ISQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server's bulk protocol inside our transaction, with constraints checked and triggers fired:
 * the same effect as inserts, without a statement a row.
 */
final class SqlServerBulkWriter implements RowWriter {
  private final SQLServerBulkCopy copy;
  private final @Nullable Narrowing[] narrowings;
  private final SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();

  SqlServerBulkWriter(
      Connection connection,
      SqlServerTarget target,
      int batchRows,
      @Nullable Narrowing[] narrowings)
      throws SQLException {
    this.narrowings = narrowings;
    this.copy = new SQLServerBulkCopy((Connection) connection.unwrap(ISQLServerConnection.class));
    options.setUseInternalTransaction(false);
    options.setCheckConstraints(true);
    options.setFireTriggers(true);
    // Null is null, not the column's default: the contract has the last word.
    options.setKeepNulls(true);
    options.setKeepIdentity(target.identity());
    options.setBatchSize(batchRows);
    copy.setDestinationTableName(target.name());
    for (int i = 0; i < target.columns().size(); i++) {
      copy.addColumnMapping(i + 1, target.columns().get(i));
    }
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    options.setBulkCopyTimeout((int) Math.max(1, limit.toSeconds()));
    copy.setBulkCopyOptions(options);
    copy.writeToServer(new BulkRows(batch, narrowings));
  }

  @Override
  public void close() {
    copy.close();
  }
}
