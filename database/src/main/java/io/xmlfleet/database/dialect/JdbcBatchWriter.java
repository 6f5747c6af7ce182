package io.xmlfleet.database.dialect;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain JDBC batches of one prepared insert. */
public final class JdbcBatchWriter implements RowWriter {
  private final PreparedStatement insert;
  private final List<Column> columns;
  private final ColumnValues values;
  private final @Nullable Narrowing[] narrowings;
  private final int batchRows;
  private Duration statementLimit = Duration.ZERO;

  /** A writer over one connection, which prepares its statement. */
  public JdbcBatchWriter(Connection connection, Table table, Dialect dialect, int batchRows)
      throws SQLException {
    this.insert =
        connection.prepareStatement(insertInto(table, dialect) + " VALUES " + marks(table));
    this.columns = table.columns();
    this.values = new ColumnValues(dialect);
    this.narrowings = dialect.spellings().narrowings(table);
    this.batchRows = batchRows;
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    limit(limit);
    List<Object[]> rows = batch.rows();
    for (int from = 0; from < rows.size(); from += batchRows) {
      send(rows.subList(from, Math.min(rows.size(), from + batchRows)));
    }
  }

  /** Only where it changes: some drivers tell the server, which is a round trip of its own. */
  private void limit(Duration limit) throws SQLException {
    if (!limit.equals(statementLimit)) {
      insert.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
      statementLimit = limit;
    }
  }

  private void send(List<Object[]> rows) throws SQLException {
    insert.clearBatch();
    for (Object[] row : rows) {
      values.bind(insert, 1, columns, row, narrowings);
      insert.addBatch();
    }
    int[] counts = insert.executeBatch();
    insert.clearParameters(); // else the statement keeps the last row until the next one
    for (int count : counts) {
      if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
        throw new SQLException("an insert of one row changed " + count, "HY000");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }

  /** The beginning of an insert, with the names of all columns. */
  public static String insertInto(Table table, Dialect dialect) {
    return table.columns().stream()
        .map(column -> SqlNames.of(table.id(), column.name(), dialect))
        .collect(
            Collectors.joining(
                ", ", "INSERT INTO " + SqlNames.of(table.id(), dialect) + " (", ")"));
  }

  /** A parameter for each column, in parentheses. */
  public static String marks(Table table) {
    return table.columns().stream().map(c -> "?").collect(Collectors.joining(", ", "(", ")"));
  }
}
