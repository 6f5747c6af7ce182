package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.RowBatch;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Many rows by COPY, few by inserts, which take one round trip where COPY takes three. Both make
 * the same cells: COPY fires triggers and checks constraints as an insert does, and writes our own
 * values into identity columns.
 */
final class PostgresCopyWriter implements RowWriter {
  private static final int CHUNK_BYTES = 1 << 16;

  private final BaseConnection connection;
  private final CopyManager copies;
  private final CopyTarget target;
  private final String statement;
  private final RowWriter inserts;
  private final int leastRows;
  private boolean unchanged = true;

  /**
   * A writer over one connection.
   *
   * @param inserts for fewer rows than these, and for all once the table is altered
   */
  PostgresCopyWriter(Connection connection, CopyTarget target, RowWriter inserts, int leastRows)
      throws SQLException {
    this.connection = connection.unwrap(BaseConnection.class);
    this.copies = new CopyManager(this.connection);
    this.target = target;
    this.statement = target.statement();
    this.inserts = inserts;
    this.leastRows = leastRows;
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    List<Object[]> rows = batch.rows();
    unchanged = unchanged && (rows.size() < leastRows || target.isUnchanged(limit));
    if (rows.size() < leastRows || !unchanged) {
      inserts.write(batch, limit);
      return;
    }
    CopyLimit running = CopyLimit.begin(connection, limit);
    try {
      if (copy(rows) != rows.size()) {
        throw PostgresRowWriter.dropped();
      }
    } finally {
      running.end();
    }
  }

  /** As many rows as the server has kept. */
  private long copy(List<Object[]> rows) throws SQLException {
    CopyIn copy = copies.copyIn(statement);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(2 * CHUNK_BYTES);
      CopyTarget.begin(out);
      for (Object[] row : rows) {
        target.add(row, out);
        if (out.size() >= CHUNK_BYTES) {
          send(out, copy);
        }
      }
      CopyTarget.end(out);
      send(out, copy);
      return copy.endCopy();
    } catch (SQLException | RuntimeException | Error e) {
      cancel(copy, e);
      throw e;
    }
  }

  private static void send(ByteArrayOutputStream out, CopyIn copy) throws SQLException {
    copy.writeToCopy(out.toByteArray(), 0, out.size());
    out.reset();
  }

  /** Else the driver would have all that follows on this connection wait for ever. */
  private void cancel(CopyIn copy, Throwable because) {
    if (!copy.isActive()) {
      return; // the server has ended it
    }
    try {
      if (because instanceof SQLException failure && !(failure instanceof UnfitValueException)) {
        connection.abort(Runnable::run); // it is the network: no answer is to be waited for again
      }
      copy.cancelCopy();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    target.close();
    inserts.close();
  }
}
