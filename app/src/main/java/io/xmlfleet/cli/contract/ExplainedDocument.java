package io.xmlfleet.cli.contract;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.ShownValues;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a contract makes of one document. Immutable.
 *
 * @param rejected why it has no rows; null: it has
 * @param unloadable why a fleet would reject its rows all the same; null: nothing is known
 */
record ExplainedDocument(
    String recordId,
    @Nullable Failure rejected,
    @Nullable Failure unloadable,
    List<RowBatch> tables) {
  ExplainedDocument {
    tables = List.copyOf(tables);
  }

  /** What becomes of a document, also of one that cannot be read. */
  static ExplainedDocument of(
      SourceDocument document, Function<SourceDocument.Read, Mapped> mapping) {
    return document instanceof SourceDocument.Read read
        ? of(read.recordId(), mapping.apply(read))
        : rejected(document.recordId(), ((SourceDocument.Rejected) document).failure());
  }

  private static ExplainedDocument of(String recordId, Mapped mapped) {
    if (mapped instanceof Mapped.Rejected rejected) {
      return rejected(recordId, rejected.failure());
    }
    Mapped.Rows rows = (Mapped.Rows) mapped;
    Failure rejection = rows.rejection();
    return rows.insertionFailure() == null && rejection != null
        ? rejected(recordId, rejection)
        : new ExplainedDocument(recordId, null, rejection, rows.batches());
  }

  private static ExplainedDocument rejected(String recordId, Failure failure) {
    return new ExplainedDocument(recordId, failure, null, List.of());
  }

  /** Whether a fleet would load it, as far as that can be told without a database. */
  boolean isLoadable() {
    return rejected == null && unloadable == null;
  }

  int rows() {
    return tables.stream().mapToInt(RowBatch::size).sum();
  }

  /** The object that {@code --json} prints; {@code unloadable} is there only if it is one. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rejected", rejected == null ? null : json(rejected));
    if (unloadable != null) {
      json.put("unloadable", json(unloadable));
    }
    Map<String, Object> byTable = new LinkedHashMap<>();
    tables.forEach(batch -> byTable.put(batch.table().id().toString(), rows(batch)));
    json.put("tables", byTable);
    return json;
  }

  private static Map<String, @Nullable Object> json(Failure failure) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("stage", failure.stage().name());
    json.put("reason", failure.reason());
    json.put("location", failure.location());
    return json;
  }

  private static List<Map<String, @Nullable Object>> rows(RowBatch batch) {
    List<Column> columns = batch.table().columns();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Object[] values : batch.rows()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        row.put(columns.get(i).name(), ShownValues.json(values[i]));
      }
      rows.add(row);
    }
    return rows;
  }
}
