package io.xmlfleet.pipeline;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.mapping.DocumentMapper;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Items for tests: a document is text, and becomes one row of that text. */
final class Items {
  static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
  static final Table TABLE = table("note");
  static final DocumentMapper ONE_ROW =
      (document, context) ->
          rows(
              new RowBatch(
                  TABLE, List.<Object[]>of(row(new String(document, StandardCharsets.UTF_8)))));
  static final LoadedContract CONTRACT =
      new LoadedContract("notes", "1", List.of(TABLE.id()), ONE_ROW);

  private Items() {}

  static Table table(String name) {
    return new Table(
        new TableId(null, name),
        List.of(new Column("text", ColumnType.string(20), true)),
        List.of(),
        List.of());
  }

  /** One row of the text in a table. */
  static PreparedItem into(Table table, long sequence, String text) {
    return prepared(
        received(sequence, "file-" + sequence, ""),
        rows(new RowBatch(table, List.<Object[]>of(row(text)))));
  }

  static Object[] row(Object value) {
    return new Object[] {value};
  }

  static Mapped.Rows rows(RowBatch... batches) {
    return new Mapped.Rows("app-1", List.of(batches));
  }

  static ReceivedItem received(long sequence, String recordId, String document) {
    return new ReceivedItem(
        new WorkItem(
            new ItemId("run", sequence),
            recordId,
            null,
            1,
            document.getBytes(StandardCharsets.UTF_8)),
        new RecordPosition("work", 0, sequence),
        NOW);
  }

  static PreparedItem prepared(long sequence, String recordId, Object value) {
    return prepared(
        received(sequence, recordId, ""), rows(new RowBatch(TABLE, List.<Object[]>of(row(value)))));
  }

  static PreparedItem prepared(long sequence, Object value) {
    return prepared(sequence, "file-" + sequence, value);
  }

  static PreparedItem refused(long sequence, String recordId) {
    return prepared(
        received(sequence, recordId, ""),
        new Mapped.Rejected(null, Failure.of(Stage.PARSING, "not well-formed")));
  }

  static PreparedItem prepared(ReceivedItem received, Mapped mapped) {
    return new PreparedItem(received, CONTRACT, mapped, NOW, Duration.ofMillis(2));
  }

  static LedgerEntry entry(long sequence, String recordId, Map<String, Long> rows) {
    return new LedgerEntry(
        new LedgerKey("notes", recordId),
        new ItemId("run", sequence),
        1,
        "1",
        null,
        rows,
        "other/worker-1",
        new RecordPosition("work", 0, sequence),
        NOW,
        NOW);
  }
}
