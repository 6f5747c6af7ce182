package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes the rows of older versions of documents. What the ledger says of them has to be found, no
 * row less and none more; otherwise their documents are rejected, and nothing is changed: rows of
 * the older version would stay behind, or rows of others would go. Immutable.
 */
final class Replacement {
  private final DocumentRows rows;

  Replacement(DocumentRows rows) {
    this.rows = rows;
  }

  /**
   * Whether an item is of a newer version than the one that the ledger knows. What was read from
   * one partition is in order there. A replay stands behind all that was loaded since its document
   * was rejected.
   */
  static boolean isNewer(PreparedItem item, LedgerEntry known) {
    boolean sentBefore = known.loadedAt().isAfter(item.received().asOf());
    if (item.work().attempt() > 1) {
      return !sentBefore;
    }
    RecordPosition position = item.received().position();
    RecordPosition loaded = known.source();
    boolean comparable =
        position.topic().equals(loaded.topic()) && position.partition() == loaded.partition();
    // A topic that was made anew counts from 0 again; what was sent after the load is newer still.
    return !(comparable && sentBefore && position.offset() < loaded.offset());
  }

  /**
   * Removes what the ledger's entries stand for, children first.
   *
   * @throws DatabaseFailureException of kind DATA if other rows are there than the ledger says
   */
  void remove(Transaction transaction, IdentityHashMap<PreparedItem, LedgerEntry> older) {
    Map<LoadedContract, List<PreparedItem>> byContract = new LinkedHashMap<>();
    older
        .keySet()
        .forEach(
            item ->
                byContract
                    .computeIfAbsent(item.requireContract(), any -> new ArrayList<>())
                    .add(item));
    byContract.forEach(
        (contract, items) -> {
          List<TableId> childrenFirst = new ArrayList<>(contract.tables());
          Collections.reverse(childrenFirst);
          for (TableId table : childrenFirst) {
            KeyPath reach = contract.requireReach(table);
            // A shared row may be other documents' too: the new version's is kept or updated.
            if (!reach.table().existing().isShared()) {
              remove(transaction, reach, items, older);
            }
          }
        });
  }

  private void remove(
      Transaction transaction,
      KeyPath reach,
      List<PreparedItem> items,
      IdentityHashMap<PreparedItem, LedgerEntry> older) {
    List<Object[]> keys = new ArrayList<>();
    List<PreparedItem> owners = new ArrayList<>();
    for (PreparedItem item : items) {
      for (Object[] key : RootKeys.of(item, reach)) {
        keys.add(key);
        owners.add(item);
      }
    }
    IdentityHashMap<PreparedItem, Long> removed = new IdentityHashMap<>();
    if (!keys.isEmpty()) {
      int[] counts = rows.delete(transaction, reach, keys);
      for (int i = 0; i < counts.length; i++) {
        removed.merge(owners.get(i), (long) counts[i], Long::sum);
      }
    }
    for (PreparedItem item : items) {
      LedgerEntry entry = older.get(item);
      long expected =
          entry == null ? 0 : entry.rows().getOrDefault(reach.table().id().toString(), 0L);
      long found = removed.getOrDefault(item, 0L);
      if (found != expected) {
        throw differs(reach.table().id(), expected, found);
      }
    }
  }

  private static DatabaseFailureException differs(TableId table, long expected, long found) {
    return new DatabaseFailureException(
        FailureKind.DATA,
        table,
        "table "
            + table
            + ": the version before has "
            + expected
            + " rows by the ledger, and "
            + found
            + " are found by the contract's keys; nothing was replaced. Either the document's key"
            + " is another one now, or the rows were changed since, or a table lacks its"
            + " foreign-keys in the contract",
        null);
  }
}
