package io.xmlfleet.database.dialect;

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
import java.util.function.IntFunction;

/**
 * Takes keys from a sequence before the rows are written, for all rows at once. What a transaction
 * takes and does not write is a gap.
 */
public final class ReservedKeys implements RowWriter {
  private static final int MOST_AT_ONCE = 1_000;

  private final Connection connection;
  private final ColumnValues values;
  private final int ordinal;
  private final Column column;
  private final IntFunction<String> query;
  private final RowWriter writer;

  /**
   * A writer for a table whose keys the database makes.
   *
   * @param query of that many values, a row each
   * @param writer of whole rows
   */
  public ReservedKeys(
      Connection connection,
      Table table,
      KeyGeneration generation,
      Dialect dialect,
      IntFunction<String> query,
      RowWriter writer) {
    this.connection = connection;
    this.values = new ColumnValues(dialect);
    this.ordinal = table.ordinal(generation.column());
    this.column = table.columns().get(ordinal);
    this.query = query;
    this.writer = writer;
  }

  @Override
  public void write(RowBatch batch, Duration limit) throws SQLException {
    List<Object[]> rows = batch.rows();
    for (int from = 0; from < rows.size(); from += MOST_AT_ONCE) {
      fill(rows.subList(from, Math.min(rows.size(), from + MOST_AT_ONCE)), limit);
    }
    writer.write(batch, limit);
  }

  private void fill(List<Object[]> rows, Duration limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.apply(rows.size()))) {
      statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
      try (ResultSet keys = statement.executeQuery()) {
        for (Object[] row : rows) {
          Object key = keys.next() ? values.read(keys, List.of(column))[0] : null;
          if (key == null) {
            throw new SQLException("column " + column.name() + " has no sequence", "42704");
          }
          row[ordinal] = key;
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    writer.close();
  }
}
