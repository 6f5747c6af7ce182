package io.xmlfleet.workbench;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.mapping.ShownValues;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows that come of a document. Immutable.
 *
 * @param rejected null: it is not
 * @param tables in the contract's order, those without rows too
 */
record RowsView(@Nullable Rejection rejected, List<TableRows> tables) {
  private static final int MOST_ROWS = 200;
  private static final int LONGEST_TEXT = 500;

  /** As {@link io.xmlfleet.contract.SourcePosition#fileAndLine} says it at the beginning. */
  private static final Pattern AT_LINE = Pattern.compile("^[^,]*:([0-9]{1,9}), ");

  /**
   * Why a document has no rows.
   *
   * @param line of the contract that the value at fault comes from; 0: it is not known
   */
  record Rejection(String stage, String reason, @Nullable String location, int line) {}

  /**
   * A table.
   *
   * @param count of all rows; the first {@link #MOST_ROWS} are there
   */
  record TableRows(
      String name,
      int line,
      List<String> key,
      List<ShownColumn> columns,
      int count,
      List<List<@Nullable Object>> rows) {}

  /** A column and the contract's line. */
  record ShownColumn(String name, String type, int line) {}

  static RowsView of(Compiled compiled, byte[] document, DocumentContext context) {
    ContractPlan plan = compiled.required();
    Mapped mapped = compiled.mapper().map(document, context);
    Failure failure = failure(mapped);
    Map<TableId, RowBatch> batches = new HashMap<>();
    if (mapped instanceof Mapped.Rows rows) {
      rows.batches().forEach(batch -> batches.put(batch.table().id(), batch));
    }
    return new RowsView(
        failure == null ? null : rejection(failure),
        plan.mappings().stream()
            .map(table -> table(table, batches.get(table.table().id())))
            .toList());
  }

  /** Why a fleet would not load it, as far as that is known without a database; null: it would. */
  static @Nullable Failure failure(Mapped mapped) {
    return mapped instanceof Mapped.Rows rows
        ? rows.rejection()
        : ((Mapped.Rejected) mapped).failure();
  }

  private static TableRows table(TableMapping table, @Nullable RowBatch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (batch != null) {
      batch.rows().stream().limit(MOST_ROWS).forEach(row -> rows.add(shown(row)));
    }
    return new TableRows(
        table.table().id().toString(),
        table.at().line(),
        table.table().primaryKey(),
        table.columns().stream().map(RowsView::column).toList(),
        batch == null ? 0 : batch.size(),
        rows);
  }

  private static ShownColumn column(ColumnMapping column) {
    return new ShownColumn(
        column.column().name(), column.column().type().toString(), column.at().line());
  }

  private static List<@Nullable Object> shown(@Nullable Object[] row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : row) {
      Object shown = ShownValues.json(value);
      values.add(
          shown instanceof String text && text.length() > LONGEST_TEXT
              ? text.substring(0, LONGEST_TEXT) + '…'
              : shown);
    }
    return values;
  }

  private static Rejection rejection(Failure failure) {
    String location = failure.location();
    Matcher line = AT_LINE.matcher(location == null ? "" : location);
    return new Rejection(
        failure.stage().name(),
        failure.reason(),
        location,
        line.find() ? Integer.parseInt(line.group(1)) : 0);
  }
}
