package io.xmlfleet.ledger;

import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.TableId;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the ledger's table for many keys at once. Immutable. */
final class KeyLookup {
  private static final int KEYS_A_QUERY = 512;

  private final TableId table;
  private final Dialect dialect;

  KeyLookup(TableId table, Dialect dialect) {
    this.table = table;
    this.dialect = dialect;
  }

  /** Where statements come from. */
  @FunctionalInterface
  interface Statements {
    PreparedStatement prepared(String sql) throws SQLException;
  }

  /** Takes what was found; the row's first column is the key's. */
  @FunctionalInterface
  interface Found {
    void row(LedgerKey key, ResultSet row) throws SQLException;
  }

  /**
   * Visits the rows of the keys that are there, in no order.
   *
   * @param columns besides the key's, which is selected first. Without any, the key's index has the
   *     answer, and a database need not read the rows.
   * @throws io.xmlfleet.database.DatabaseFailureException with the dialect's verdict
   */
  void each(
      Statements statements, List<String> columns, Collection<LedgerKey> keys, Found visitor) {
    List<LedgerKey> all = new ArrayList<>(keys);
    for (int from = 0; from < all.size(); from += KEYS_A_QUERY) {
      try {
        ask(
            statements,
            columns,
            all.subList(from, Math.min(all.size(), from + KEYS_A_QUERY)),
            visitor);
      } catch (SQLException e) {
        throw new FailureReader(dialect).read(table, e);
      }
    }
  }

  private void ask(Statements statements, List<String> columns, List<LedgerKey> keys, Found visitor)
      throws SQLException {
    Map<ByteBuffer, LedgerKey> byRecordKey = new HashMap<>();
    int marks = marks(keys.size());
    PreparedStatement query = statements.prepared(select(columns, marks));
    byte[] recordKey = {};
    for (int i = 0; i < marks; i++) {
      if (i < keys.size()) {
        recordKey = RecordKey.of(keys.get(i));
        byRecordKey.put(ByteBuffer.wrap(recordKey), keys.get(i));
      }
      query.setBytes(i + 1, recordKey); // the last one again and again to the end
    }
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        LedgerKey key = byRecordKey.get(ByteBuffer.wrap(rows.getBytes(1)));
        if (key != null) {
          visitor.row(key, rows);
        }
      }
    }
  }

  /** A power of two, so that few texts do for all batches: each is prepared once. */
  private static int marks(int keys) {
    int floor = Integer.highestOneBit(keys);
    return floor == keys ? keys : 2 * floor;
  }

  private String select(List<String> columns, int keys) {
    return select(columns)
        + dialect.quote(LedgerTable.KEY)
        + " IN ("
        + String.join(", ", Collections.nCopies(keys, "?"))
        + ')';
  }

  /** The beginning of a query, up to its condition: the key's column, then these. */
  String select(List<String> columns) {
    StringBuilder sql = new StringBuilder("SELECT ").append(dialect.quote(LedgerTable.KEY));
    columns.forEach(column -> sql.append(", ").append(dialect.quote(column)));
    return sql.append(" FROM ").append(SqlNames.of(table, dialect)).append(" WHERE ").toString();
  }
}
