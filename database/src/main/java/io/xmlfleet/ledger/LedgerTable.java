package io.xmlfleet.ledger;

import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.util.List;

/** The ledger's table. */
public final class LedgerTable {
  public static final String NAME = "xmlfleet_ledger";

  /** Its primary key's column. */
  static final String KEY = "record_key";

  /** Most characters of a recordId that are shown; the key covers all of them. */
  static final int SHOWN_RECORD_ID = 1024;

  /** The same of an application id, a contract's name, a worker's. */
  static final int SHOWN_TEXT = 200;

  static final int SHOWN_VERSION = 100;

  private LedgerTable() {}

  /** Its shape, in the login's default schema. */
  public static Table table() {
    return new Table(
        new TableId(null, NAME),
        List.of(
            column(KEY, new ColumnType(Kind.BINARY, RecordKey.BYTES, 0), false),
            column("contract", ColumnType.string(SHOWN_TEXT), false),
            column("contract_version", ColumnType.string(SHOWN_VERSION), false),
            column("record_id", ColumnType.string(SHOWN_RECORD_ID), false),
            column("run_id", ColumnType.string(100), false),
            column("sequence", ColumnType.of(Kind.BIGINT), false),
            column("attempt", ColumnType.of(Kind.INT), false),
            column("state", ColumnType.string(20), false),
            column("app_id", ColumnType.string(SHOWN_TEXT), true),
            column("rows_json", ColumnType.string(0), false),
            column("row_count", ColumnType.of(Kind.BIGINT), false),
            column("worker", ColumnType.string(SHOWN_TEXT), false),
            column("source_topic", ColumnType.string(250), false),
            column("source_partition", ColumnType.of(Kind.INT), false),
            column("source_offset", ColumnType.of(Kind.BIGINT), false),
            column("started_at", ColumnType.of(Kind.DATETIME), false),
            column("loaded_at", ColumnType.of(Kind.DATETIME), false)),
        List.of(KEY),
        List.of());
  }

  private static Column column(String name, ColumnType type, boolean nullable) {
    return new Column(name, type, nullable);
  }
}
