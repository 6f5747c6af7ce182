package io.xmlfleet.ledger;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.Dialect;
import io.xmlfleet.database.FailureKind;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.SqlNames;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ledger as a table of the target database. Times are UTC. Thread-safe. */
public final class JdbcLedger implements Ledger {
  private static final int KEYS_A_QUERY = 512;

  private final Table table;
  private final Dialect dialect;

  public JdbcLedger(Dialect dialect, @Nullable String schema) {
    this.dialect = dialect;
    this.table = LedgerTable.in(schema);
  }

  @Override
  public Map<LedgerKey, LedgerEntry> find(Transaction transaction, Collection<LedgerKey> keys) {
    return find(transaction::prepared, keys);
  }

  /** Where statements come from. */
  @FunctionalInterface
  interface Statements {
    PreparedStatement prepared(String sql) throws SQLException;
  }

  Map<LedgerKey, LedgerEntry> find(Statements statements, Collection<LedgerKey> keys) {
    Map<LedgerKey, LedgerEntry> found = new HashMap<>();
    List<LedgerKey> all = new ArrayList<>(keys);
    for (int from = 0; from < all.size(); from += KEYS_A_QUERY) {
      try {
        find(statements, all.subList(from, Math.min(all.size(), from + KEYS_A_QUERY)), found);
      } catch (SQLException e) {
        throw new FailureReader(dialect).read(table.id(), e);
      }
    }
    return found;
  }

  private void find(Statements statements, List<LedgerKey> keys, Map<LedgerKey, LedgerEntry> found)
      throws SQLException {
    Map<ByteBuffer, LedgerKey> byRecordKey = new HashMap<>();
    int marks = marks(keys.size());
    PreparedStatement query = statements.prepared(selectIn(marks));
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
        LedgerKey key = byRecordKey.get(ByteBuffer.wrap(rows.getBytes("record_key")));
        if (key != null) {
          found.put(key, entry(key, rows));
        }
      }
    }
  }

  /** A power of two, so that few texts do for all batches: each is prepared once. */
  private static int marks(int keys) {
    int floor = Integer.highestOneBit(keys);
    return floor == keys ? keys : 2 * floor;
  }

  @Override
  public void record(Transaction transaction, List<LedgerEntry> entries) {
    List<Object[]> rows = new ArrayList<>(entries.size());
    entries.forEach(entry -> rows.add(row(entry)));
    transaction.write(new RowBatch(table, rows));
  }

  @Override
  public void forget(Transaction transaction, List<LedgerEntry> entries) {
    try {
      PreparedStatement delete = transaction.prepared(deleteOne());
      delete.clearBatch(); // of a transaction that failed
      for (LedgerEntry entry : entries) {
        delete.setBytes(1, RecordKey.of(entry.key()));
        delete.setString(2, entry.item().run());
        delete.setLong(3, entry.item().sequence());
        delete.addBatch();
      }
      for (int count : delete.executeBatch()) {
        if (count != 1) {
          throw new DatabaseFailureException(
              FailureKind.TRANSIENT,
              table.id(),
              "table " + table.id() + ": another worker has replaced an entry meanwhile",
              null);
        }
      }
    } catch (SQLException e) {
      throw new FailureReader(dialect).read(table.id(), e);
    }
  }

  private String deleteOne() {
    return "DELETE FROM "
        + SqlNames.of(table.id(), dialect)
        + " WHERE "
        + dialect.quote("record_key")
        + " = ? AND "
        + dialect.quote("run_id")
        + " = ? AND "
        + dialect.quote("sequence")
        + " = ?";
  }

  private String selectIn(int keys) {
    return "SELECT * FROM "
        + SqlNames.of(table.id(), dialect)
        + " WHERE "
        + dialect.quote("record_key")
        + " IN ("
        + String.join(", ", Collections.nCopies(keys, "?"))
        + ")";
  }

  private static Object[] row(LedgerEntry entry) {
    String recordId = entry.key().recordId();
    String appId = entry.appId();
    return new Object[] {
      RecordKey.of(entry.key()),
      shown(entry.key().contract(), LedgerTable.SHOWN_TEXT),
      shown(entry.contractVersion(), LedgerTable.SHOWN_VERSION),
      shown(recordId, LedgerTable.SHOWN_RECORD_ID),
      entry.item().run(),
      entry.item().sequence(),
      entry.attempt(),
      "LOADED",
      appId == null ? null : shown(appId, LedgerTable.SHOWN_TEXT),
      new String(FleetJson.write(entry.rows()), StandardCharsets.UTF_8),
      entry.rows().values().stream().mapToLong(Long::longValue).sum(),
      shown(entry.worker(), LedgerTable.SHOWN_TEXT),
      entry.source().topic(),
      entry.source().partition(),
      entry.source().offset(),
      utc(entry.startedAt()),
      utc(entry.loadedAt())
    };
  }

  /** A long name must not keep a document out; the key covers all of it. */
  private static String shown(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  static LedgerEntry entry(LedgerKey key, ResultSet row) throws SQLException {
    return new LedgerEntry(
        key,
        new ItemId(row.getString("run_id"), row.getLong("sequence")),
        row.getInt("attempt"),
        row.getString("contract_version"),
        row.getString("app_id"),
        counts(row.getString("rows_json")),
        row.getString("worker"),
        new RecordPosition(
            row.getString("source_topic"),
            row.getInt("source_partition"),
            row.getLong("source_offset")),
        row.getObject("started_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
        row.getObject("loaded_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
  }

  /** Rows by table, as {@link LedgerTable} keeps them. */
  static Map<String, Long> counts(String json) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Map<?, ?> read = FleetJson.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
    read.forEach((name, count) -> counts.put(name.toString(), ((Number) count).longValue()));
    return counts;
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
