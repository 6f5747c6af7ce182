package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.ColumnValues;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.JdbcBatchWriter;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.RowWriter;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts of many rows each. The driver can join single inserts itself, but then does not tell how
 * many rows there are, and a trigger may drop some.
 */
final class PostgresRowWriter implements RowWriter {
  private static final int MOST_ROWS = 128;
  private static final int MOST_PARAMETERS = 32_767;

  private final Connection connection;
  private final String insert;
  private final String marks;
  private final List<Column> columns;
  private final ColumnValues values;
  private final @Nullable Narrowing[] narrowings;
  private final int rowsAnInsert;
  private final PreparedStatement full;

  PostgresRowWriter(Connection connection, Table table, Dialect dialect, int batchRows)
      throws SQLException {
    this.connection = connection;
    // A contract brings its own values for an identity, also where the database always makes one.
    this.insert = JdbcBatchWriter.insertInto(table, dialect) + " OVERRIDING SYSTEM VALUE VALUES ";
    this.marks = JdbcBatchWriter.marks(table);
    this.columns = table.columns();
    this.values = new ColumnValues(dialect);
    this.narrowings = dialect.spellings().narrowings(table);
    int fitting = Math.max(1, MOST_PARAMETERS / columns.size());
    this.rowsAnInsert = Math.min(Math.min(batchRows, MOST_ROWS), fitting);
    this.full = prepare(rowsAnInsert);
  }

  private PreparedStatement prepare(int rows) throws SQLException {
    return connection.prepareStatement(
        insert + String.join(", ", Collections.nCopies(rows, marks)));
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    List<Object[]> rows = batch.rows();
    int inFull = rows.size() / rowsAnInsert * rowsAnInsert;
    if (inFull > 0) {
      send(full, rows.subList(0, inFull), rowsAnInsert, limit);
    }
    if (inFull < rows.size()) {
      try (PreparedStatement rest = prepare(rows.size() - inFull)) {
        send(rest, rows.subList(inFull, rows.size()), rows.size() - inFull, limit);
      }
    }
  }

  private void send(PreparedStatement statement, List<Object[]> rows, int rowsEach, Duration limit)
      throws SQLException {
    statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
    statement.clearBatch(); // of a transaction that failed
    for (int from = 0; from < rows.size(); from += rowsEach) {
      for (int i = 0; i < rowsEach; i++) {
        values.bind(statement, i * columns.size() + 1, columns, rows.get(from + i), narrowings);
      }
      statement.addBatch();
    }
    int[] counts = statement.executeBatch();
    statement.clearParameters(); // else it keeps the last rows until the next ones
    for (int count : counts) {
      if (count != rowsEach) {
        throw dropped();
      }
    }
  }

  static UnfitValueException dropped() {
    return new UnfitValueException(
        "a row", "is not there after its insert: a trigger or a rule drops it");
  }

  @Override
  public void close() throws SQLException {
    full.close();
  }
}
