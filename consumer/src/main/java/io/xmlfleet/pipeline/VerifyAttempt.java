package io.xmlfleet.pipeline;

import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compares the rows of documents with those in the database, one query a table and document, and
 * writes nothing. Whose rows are all there, and no others, counts as loaded already; any other is
 * rejected with the tables and columns that differ, never with values. Confined to one thread.
 */
final class VerifyAttempt implements Attempt {
  private final List<PreparedItem> items;
  private final DocumentRows stored;
  private final Map<TableId, Consumer<Transaction>> done = new HashMap<>();

  VerifyAttempt(List<PreparedItem> items, DocumentRows stored) {
    this.items = items;
    this.stored = stored;
  }

  /** Whatever goes wrong, no commit is in doubt, and a document's values may be the reason. */
  @Override
  public LoadStep step() {
    return LoadStep.WRITE;
  }

  @Override
  public Map<TableId, Consumer<Transaction>> done() {
    return done;
  }

  @Override
  public List<DecidedItem> in(Transaction transaction) {
    return items.stream()
        .map(
            item ->
                item.mapped() instanceof Mapped.Rejected rejected
                    ? DecidedItem.rejected(item, rejected.failure())
                    : new DecidedItem(item, compare(item, transaction)))
        .toList();
  }

  private Outcome compare(PreparedItem item, Transaction transaction) {
    List<String> differences = new ArrayList<>();
    String first = null;
    for (TableId table : item.requireContract().tables()) {
      KeyPath reach = item.requireContract().requireReach(table);
      List<Object[]> keys = RootKeys.of(item, reach);
      List<Object[]> rows = stored.read(transaction, reach, keys);
      if (!keys.isEmpty()) {
        done.putIfAbsent(table, another -> stored.read(another, reach, keys.subList(0, 1)));
      }
      String difference =
          new RowDifference(reach.table(), stored.timeSteps(), stored.narrowings(reach.table()))
              .between(mapped(item, table), rows);
      if (difference != null) {
        first = first == null ? table.toString() : first;
        differences.add(table + ": " + difference);
      }
    }
    return first == null
        ? new Outcome.AlreadyLoaded(null)
        : new Outcome.Rejected(
            new Failure(
                Stage.INSERTION,
                "the database has other rows: " + String.join("; ", differences),
                first));
  }

  private static List<Object[]> mapped(PreparedItem item, TableId table) {
    List<Object[]> rows = new ArrayList<>();
    for (RowBatch batch : ((Mapped.Rows) item.mapped()).batches()) {
      if (batch.table().id().equals(table)) {
        rows.addAll(batch.rows());
      }
    }
    return rows;
  }
}
