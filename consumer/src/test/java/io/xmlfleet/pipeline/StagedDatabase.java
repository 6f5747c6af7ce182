package io.xmlfleet.pipeline;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory: all or nothing, one ledger, and failures on demand. Rows whose first value
 * is {@link #POISON} break a constraint; with {@link #SLOW} they take too long.
 */
public final class StagedDatabase implements DatabaseSession, Ledger {
  public static final String POISON = "poison";
  public static final String SLOW = "slow";

  /** What goes wrong, and when. */
  public enum Fault {
    BEFORE_WORK,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final Map<LedgerKey, LedgerEntry> ledger = new HashMap<>();
  private final List<RowBatch> written = new ArrayList<>();
  private final Deque<Map.Entry<Fault, RuntimeException>> faults = new ArrayDeque<>();
  private final Map<LedgerKey, LedgerEntry> claimedByOthers = new HashMap<>();
  private Staged staged = new Staged();
  private int transactions;
  private boolean away;
  private FailureKind poisonous = FailureKind.DATA;
  private @Nullable TableId locked;
  private FailureKind lock = FailureKind.TIMEOUT;
  private Runnable whenWriting = () -> {};

  private static final class Staged {
    final Map<LedgerKey, LedgerEntry> ledger = new HashMap<>();
    final List<RowBatch> written = new ArrayList<>();
  }

  public void failNext(Fault when, FailureKind kind) {
    faults.add(Map.entry(when, new DatabaseFailureException(kind, null, kind.name(), null)));
  }

  /** Who writes into this table runs over his time; null: into none. */
  public void lock(@Nullable TableId table) {
    lock(table, FailureKind.TIMEOUT);
  }

  /** Who writes into this table fails like this. */
  void lock(@Nullable TableId table, FailureKind kind) {
    locked = table;
    lock = kind;
  }

  /** Another worker's transaction commits this between our look-up and our claim. */
  void claimByAnother(LedgerEntry entry) {
    claimedByOthers.put(entry.key(), entry);
  }

  public int transactions() {
    return transactions;
  }

  List<RowBatch> written() {
    return written;
  }

  Map<LedgerKey, LedgerEntry> entries() {
    return ledger;
  }

  public List<Object> values() {
    return written.stream().flatMap(batch -> batch.rows().stream()).map(row -> row[0]).toList();
  }

  @Override
  public <T> T inTransaction(Duration limit, Work<T> work) {
    transactions++;
    staged = new Staged();
    throwIf(Fault.BEFORE_WORK);
    T result = work.in(new Writing());
    throwIf(Fault.BEFORE_COMMIT);
    ledger.putAll(staged.ledger);
    written.addAll(staged.written);
    throwIf(Fault.AFTER_COMMIT);
    return result;
  }

  private void throwIf(Fault when) {
    Map.Entry<Fault, RuntimeException> next = faults.peek();
    if (next != null && next.getKey() == when) {
      throw faults.remove().getValue();
    }
  }

  @Override
  public boolean alive() {
    return !away;
  }

  /** Poison is of another kind. */
  void poisonIs(FailureKind kind) {
    poisonous = kind;
  }

  /** Done at each write. */
  public void whenWriting(Runnable action) {
    whenWriting = action;
  }

  /** It answers no probe any more. */
  public void beAway() {
    away = true;
  }

  @Override
  public void close() {}

  @Override
  public Map<LedgerKey, LedgerEntry> find(Transaction transaction, Collection<LedgerKey> keys) {
    Map<LedgerKey, LedgerEntry> found = new HashMap<>(ledger);
    found.keySet().retainAll(keys);
    ledger.putAll(claimedByOthers);
    claimedByOthers.clear();
    return found;
  }

  @Override
  public void record(Transaction transaction, List<LedgerEntry> entries) {
    for (LedgerEntry entry : entries) {
      if (ledger.containsKey(entry.key()) || staged.ledger.put(entry.key(), entry) != null) {
        throw failure(FailureKind.DUPLICATE_KEY, new TableId(null, "ledger"));
      }
    }
  }

  @Override
  public void amend(Transaction transaction, List<LedgerEntry> entries) {
    throw new UnsupportedOperationException("nothing is kept here");
  }

  @Override
  public void forget(Transaction transaction, List<LedgerEntry> entries) {
    throw new UnsupportedOperationException("nothing is replaced here");
  }

  private static DatabaseFailureException failure(FailureKind kind, @Nullable TableId table) {
    return new DatabaseFailureException(
        kind, table, "table " + table + ": constraint violated (SQLSTATE 23513, code 23513)", null);
  }

  private static DatabaseFailureException timeout(RowBatch batch) {
    TableId table = batch.table().id();
    return new DatabaseFailureException(
        FailureKind.TIMEOUT, table, "table " + table + ": too slow", null);
  }

  private final class Writing implements Transaction {
    @Override
    public List<Object[]> write(RowBatch batch) {
      whenWriting.run();
      if (batch.table().id().equals(locked)) {
        throw lock == FailureKind.TIMEOUT ? timeout(batch) : failure(lock, locked);
      }
      for (Object[] row : batch.rows()) {
        if (POISON.equals(row[0])) {
          throw failure(poisonous, batch.table().id());
        }
        if (SLOW.equals(row[0])) {
          throw timeout(batch);
        }
        if (row[0] instanceof RuntimeException fault) {
          throw fault;
        }
      }
      staged.written.add(batch);
      return List.of();
    }

    @Override
    public PreparedStatement prepared(String sql) {
      throw new UnsupportedOperationException("nothing here speaks SQL");
    }

    @Override
    public Connection connection() {
      throw new UnsupportedOperationException("nothing here speaks SQL");
    }
  }
}
