package io.xmlfleet.ledger;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.RecordPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the entries of one query. By position, since looking names up costs a driver as much as
 * reading the values; and equal numbers of rows are parsed once, since many documents have the
 * same. Confined to one thread.
 */
final class EntryReader {
  /** What has to be selected, behind one other column. */
  static final List<String> COLUMNS =
      List.of(
          "contract",
          "record_id",
          "run_id",
          "sequence",
          "attempt",
          "contract_version",
          "app_id",
          "rows_json",
          "worker",
          "source_topic",
          "source_partition",
          "source_offset",
          "started_at",
          "loaded_at");

  private static final int CONTRACT = 2;
  private static final int RECORD_ID = 3;
  private static final int RUN = 4;
  private static final int SEQUENCE = 5;
  private static final int ATTEMPT = 6;
  private static final int CONTRACT_VERSION = 7;
  private static final int APP_ID = 8;
  private static final int ROWS = 9;
  private static final int WORKER = 10;
  private static final int TOPIC = 11;
  private static final int PARTITION = 12;
  private static final int OFFSET = 13;
  private static final int STARTED = 14;
  private static final int LOADED = 15;

  private static final int MOST_SEEN = 1_000;

  private final Map<String, RowsText> seen = new HashMap<>();

  /** An entry under the names that the table shows. */
  LedgerEntry read(ResultSet row) throws SQLException {
    return read(new LedgerKey(row.getString(CONTRACT), row.getString(RECORD_ID)), row);
  }

  LedgerEntry read(LedgerKey key, ResultSet row) throws SQLException {
    RowsText rows = rows(row.getString(ROWS));
    return new LedgerEntry(
        key,
        new ItemId(row.getString(RUN), row.getLong(SEQUENCE)),
        row.getInt(ATTEMPT),
        row.getString(CONTRACT_VERSION),
        row.getString(APP_ID),
        rows.rows(),
        rows.kept(),
        row.getString(WORKER),
        new RecordPosition(row.getString(TOPIC), row.getInt(PARTITION), row.getLong(OFFSET)),
        instant(row, STARTED),
        instant(row, LOADED));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  private RowsText rows(String json) {
    if (seen.size() >= MOST_SEEN) {
      seen.clear();
    }
    return seen.computeIfAbsent(json, RowsText::read);
  }
}
