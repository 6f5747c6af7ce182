package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Many rows by COPY, few by an insert, which takes one round trip where COPY takes three: ours,
 * which locks the table and looks at its types; the statement, until the server says that it wants
 * rows; and the rows, which the driver sends no sooner. Both make the same cells: COPY fires
 * triggers and checks constraints as an insert does, and writes our own values into identity
 * columns.
 */
final class PostgresCopyWriter implements RowWriter {
  private static final int CHUNK_BYTES = 1 << 16;

  private final BaseConnection connection;
  private final CopyManager copies;
  private final Table table;
  private final Dialect dialect;
  private final RowWriter inserts;
  private final int leastRows;

  /**
   * As it was when there were many rows for the first time; null: not looked at, or not to copy.
   */
  private @Nullable CopyTarget target;

  private boolean insertsOnly;

  /**
   * A writer over one connection.
   *
   * @param inserts for fewer rows than {@code leastRows}, for a table to which COPY does something
   *     else, and once the table is altered
   */
  PostgresCopyWriter(
      Connection connection, Table table, Dialect dialect, RowWriter inserts, int leastRows)
      throws SQLException {
    this.connection = connection.unwrap(BaseConnection.class);
    this.copies = new CopyManager(this.connection);
    this.table = table;
    this.dialect = dialect;
    this.inserts = inserts;
    this.leastRows = leastRows;
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    List<Object[]> rows = batch.rows();
    CopyTarget into = rows.size() < leastRows || insertsOnly ? null : target(limit);
    if (into == null) {
      inserts.write(batch, limit);
      return;
    }
    CopyLimit running = CopyLimit.begin(connection, limit);
    try {
      if (copy(rows, into) != rows.size()) {
        throw PostgresRowWriter.dropped();
      }
    } finally {
      running.end();
    }
  }

  private @Nullable CopyTarget target(Duration limit) throws SQLException {
    if (target == null) {
      target = CopyTarget.find(connection, table, dialect, limit);
    }
    insertsOnly = target == null || !target.isUnchanged(limit);
    return insertsOnly ? null : target;
  }

  /** As many rows as the server has kept. */
  private long copy(List<Object[]> rows, CopyTarget into) throws SQLException {
    CopyIn copy = copies.copyIn(into.statement());
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(2 * CHUNK_BYTES);
      CopyTarget.begin(out);
      for (Object[] row : rows) {
        into.add(row, out);
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
    if (target != null) {
      target.close();
    }
    inserts.close();
  }
}
