package io.xmlfleet.pipeline;

import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows of many documents, table by table: round trips depend on tables, not on documents.
 *
 * <p>A document carries only the tables that it has rows for, so the order comes from the contract
 * and not from the documents: parents before children, whoever brings them.
 */
final class RowMerge {
  private RowMerge() {}

  /**
   * The rows of items that all have a contract.
   *
   * @param rows by item
   */
  static List<RowBatch> merge(List<PreparedItem> items, Map<PreparedItem, Mapped.Rows> rows) {
    Map<LoadedContract, Map<Table, List<Object[]>>> merged = new LinkedHashMap<>();
    for (PreparedItem item : items) {
      Map<Table, List<Object[]>> tables =
          merged.computeIfAbsent(item.requireContract(), contract -> new LinkedHashMap<>());
      for (RowBatch batch : Objects.requireNonNull(rows.get(item)).batches()) {
        tables.computeIfAbsent(batch.table(), table -> new ArrayList<>()).addAll(batch.rows());
      }
    }
    List<RowBatch> batches = new ArrayList<>();
    merged.forEach((contract, tables) -> batches.addAll(inOrder(contract.tables(), tables)));
    return batches;
  }

  private static List<RowBatch> inOrder(List<TableId> order, Map<Table, List<Object[]>> tables) {
    return tables.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> new RowBatch(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(batch -> position(order, batch.table().id())))
        .toList();
  }

  private static int position(List<TableId> order, TableId table) {
    int position = order.indexOf(table);
    return position < 0 ? Integer.MAX_VALUE : position;
  }
}
