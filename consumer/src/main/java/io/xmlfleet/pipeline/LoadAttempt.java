package io.xmlfleet.pipeline;

import io.xmlfleet.database.Transaction;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.TableId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: ask the ledger, claim what is new, write its rows. Remembers how far it came.
 * Confined to one thread.
 *
 * <p>Gives the outcomes that hold once the transaction has committed. A second item with a key that
 * is new here gets none: it is decided when the first one's fate is known.
 */
final class LoadAttempt implements Attempt {
  private final List<PreparedItem> items;
  private final Ledger ledger;
  private final @Nullable Replacement replacement;
  private final String worker;
  private final Clock clock;
  private List<RowBatch> written = List.of();
  private LoadStep step = LoadStep.FIND;

  /**
   * An attempt.
   *
   * @param items all with a key
   * @param replacement removes older versions; null: what is loaded stays
   */
  LoadAttempt(
      List<PreparedItem> items,
      Ledger ledger,
      @Nullable Replacement replacement,
      String worker,
      Clock clock) {
    this.items = items;
    this.ledger = ledger;
    this.replacement = replacement;
    this.worker = worker;
    this.clock = clock;
  }

  @Override
  public LoadStep step() {
    return step;
  }

  @Override
  public Map<TableId, Consumer<Transaction>> done() {
    Map<TableId, Consumer<Transaction>> done = new HashMap<>();
    for (RowBatch one : written) {
      done.put(one.table().id(), transaction -> transaction.write(one));
    }
    return done;
  }

  @Override
  public List<DecidedItem> in(Transaction transaction) {
    Set<LedgerKey> keys = new HashSet<>();
    items.forEach(item -> keys.add(key(item)));
    Map<LedgerKey, LedgerEntry> known = ledger.find(transaction, keys);

    List<DecidedItem> decided = new ArrayList<>();
    List<PreparedItem> fresh = new ArrayList<>();
    IdentityHashMap<PreparedItem, LedgerEntry> older = new IdentityHashMap<>();
    Set<LedgerKey> claimed = new HashSet<>();
    for (PreparedItem item : items) {
      LedgerEntry entry = known.get(key(item));
      if (entry != null && !isReplacedBy(item, entry)) {
        decided.add(new DecidedItem(item, known(entry, item), true));
      } else if (item.mapped() instanceof Mapped.Rejected rejected) {
        decided.add(DecidedItem.rejected(item, rejected.failure()));
      } else if (claimed.add(key(item))) {
        fresh.add(item);
        if (entry != null) {
          older.put(item, entry);
        }
      }
    }
    load(fresh, older, transaction)
        .forEach((item, entry) -> decided.add(new DecidedItem(item, entry.outcome())));
    return decided;
  }

  private boolean isReplacedBy(PreparedItem item, LedgerEntry entry) {
    return replacement != null
        && !entry.item().equals(item.work().item())
        && Replacement.isNewer(item, entry);
  }

  private IdentityHashMap<PreparedItem, LedgerEntry> load(
      List<PreparedItem> fresh,
      IdentityHashMap<PreparedItem, LedgerEntry> older,
      Transaction transaction) {
    IdentityHashMap<PreparedItem, LedgerEntry> entries = new IdentityHashMap<>();
    if (fresh.isEmpty()) {
      return entries;
    }
    IdentityHashMap<PreparedItem, Mapped.Rows> rows = new IdentityHashMap<>();
    for (PreparedItem item : fresh) {
      LedgerEntry entry = entry(item);
      entries.put(item, entry);
      rows.put(item, rows(item).loadedAt(entry.loadedAt()));
    }
    step = LoadStep.CLAIM;
    if (!older.isEmpty()) {
      ledger.forget(transaction, List.copyOf(older.values()));
    }
    ledger.record(transaction, fresh.stream().map(entries::get).toList());
    step = LoadStep.WRITE;
    if (replacement != null && !older.isEmpty()) {
      replacement.remove(transaction, older);
    }
    List<RowBatch> batches = RowMerge.merge(fresh, rows);
    Set<Object[]> there = Collections.newSetFromMap(new IdentityHashMap<>());
    batches.forEach(batch -> there.addAll(transaction.write(batch)));
    written = batches.stream().map(batch -> firstRow(transaction, batch)).toList();
    if (!there.isEmpty()) {
      amend(transaction, entries, rows, there);
    }
    step = LoadStep.COMMIT;
    return entries;
  }

  /** As it can be written again, without the rows that it refers to. */
  private static RowBatch firstRow(Transaction transaction, RowBatch batch) {
    return transaction.filledIn(
        new RowBatch(batch.table(), List.<Object[]>of(batch.rows().get(0))));
  }

  /** Not before the rows, whose documents have to be claimed first. */
  private void amend(
      Transaction transaction,
      IdentityHashMap<PreparedItem, LedgerEntry> entries,
      IdentityHashMap<PreparedItem, Mapped.Rows> written,
      Set<Object[]> there) {
    List<LedgerEntry> amended = new ArrayList<>();
    entries.replaceAll(
        (item, entry) -> {
          Map<String, Long> kept = new LinkedHashMap<>();
          Map<String, Long> rows = new LinkedHashMap<>();
          for (RowBatch batch : Objects.requireNonNull(written.get(item)).batches()) {
            long found = batch.rows().stream().filter(there::contains).count();
            String table = batch.table().id().toString();
            add(kept, table, found);
            add(rows, table, batch.size() - found);
          }
          if (kept.isEmpty()) {
            return entry;
          }
          amended.add(entry.with(rows, kept));
          return entry.with(rows, kept);
        });
    ledger.amend(transaction, amended);
  }

  private static void add(Map<String, Long> counts, String table, long count) {
    if (count > 0) {
      counts.merge(table, count, Long::sum);
    }
  }

  private static Outcome known(LedgerEntry entry, PreparedItem item) {
    return entry.item().equals(item.work().item())
        ? entry.outcome()
        : new Outcome.AlreadyLoaded(entry.item());
  }

  private LedgerEntry entry(PreparedItem item) {
    return new LedgerEntry(
        key(item),
        item.work().item(),
        item.work().attempt(),
        item.requireContract().version(),
        item.appId(),
        rows(item).counts(),
        worker,
        item.received().position(),
        item.startedAt(),
        clock.instant());
  }

  private static LedgerKey key(PreparedItem item) {
    return item.key().orElseThrow();
  }

  private static Mapped.Rows rows(PreparedItem item) {
    return (Mapped.Rows) item.mapped();
  }
}
