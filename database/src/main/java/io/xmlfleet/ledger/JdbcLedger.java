package io.xmlfleet.ledger;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.FailureReader;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger as a table of the target database. Times are UTC. Thread-safe. */
public final class JdbcLedger implements Ledger {
  private final Table table;
  private final Dialect dialect;
  private final KeyLookup lookup;

  public JdbcLedger(Dialect dialect) {
    this.dialect = dialect;
    this.table = LedgerTable.table();
    this.lookup = new KeyLookup(table.id(), dialect);
  }

  @Override
  public Map<LedgerKey, LedgerEntry> find(Transaction transaction, Collection<LedgerKey> keys) {
    Map<LedgerKey, LedgerEntry> found = new HashMap<>();
    EntryReader reader = new EntryReader();
    lookup.each(
        transaction::prepared,
        EntryReader.COLUMNS,
        keys,
        (key, row) -> found.put(key, reader.read(key, row)));
    return found;
  }

  @Override
  public void record(Transaction transaction, List<LedgerEntry> entries) {
    List<Object[]> rows = new ArrayList<>(entries.size());
    entries.forEach(entry -> rows.add(row(entry)));
    transaction.write(new RowBatch(table, rows));
  }

  @Override
  public void amend(Transaction transaction, List<LedgerEntry> entries) {
    try {
      PreparedStatement update = transaction.prepared(updateOne());
      update.clearBatch(); // of a transaction that failed
      for (LedgerEntry entry : entries) {
        dialect.binding().setText(update, 1, RowsText.of(entry.rows(), entry.kept()));
        update.setLong(2, sum(entry.rows()));
        update.setBytes(3, RecordKey.of(entry.key()));
        update.addBatch();
      }
      requireOneEach(update.executeBatch());
    } catch (SQLException e) {
      throw new FailureReader(dialect).read(table.id(), e);
    }
  }

  private String updateOne() {
    return "UPDATE "
        + SqlNames.of(table.id(), dialect)
        + " SET "
        + dialect.quote("rows_json")
        + " = ?, "
        + dialect.quote("row_count")
        + " = ? WHERE "
        + dialect.quote(LedgerTable.KEY)
        + " = ?";
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void forget(Transaction transaction, List<LedgerEntry> entries) {
    try {
      PreparedStatement delete = transaction.prepared(deleteOne());
      delete.clearBatch(); // of a transaction that failed
      for (LedgerEntry entry : entries) {
        delete.setBytes(1, RecordKey.of(entry.key()));
        dialect.binding().setText(delete, 2, entry.item().run());
        delete.setLong(3, entry.item().sequence());
        delete.addBatch();
      }
      requireOneEach(delete.executeBatch());
    } catch (SQLException e) {
      throw new FailureReader(dialect).read(table.id(), e);
    }
  }

  private void requireOneEach(int[] counts) {
    for (int count : counts) {
      if (count != 1) {
        throw new DatabaseFailureException(
            FailureKind.TRANSIENT,
            table.id(),
            "table " + table.id() + ": another worker has replaced an entry meanwhile",
            null);
      }
    }
  }

  private String deleteOne() {
    return "DELETE FROM "
        + SqlNames.of(table.id(), dialect)
        + " WHERE "
        + dialect.quote(LedgerTable.KEY)
        + " = ? AND "
        + dialect.quote("run_id")
        + " = ? AND "
        + dialect.quote("sequence")
        + " = ?";
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
      RowsText.of(entry.rows(), entry.kept()),
      sum(entry.rows()),
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
    if (text.length() <= most) {
      return text;
    }
    // Half of a surrogate pair is no text to every database.
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
