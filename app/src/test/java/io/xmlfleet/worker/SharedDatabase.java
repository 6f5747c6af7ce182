package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.table.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A database in memory that several workers share: transactions are all or nothing, the ledger's
 * key is unique, and it can be away. Thread-safe.
 */
final class SharedDatabase implements Ledger {
  static final String POISON = "poison";

  private final Map<LedgerKey, LedgerEntry> ledger = new HashMap<>();
  private final List<String> rows = new ArrayList<>();
  private volatile boolean away;
  private final AtomicReference<CountDownLatch> stall =
      new AtomicReference<>(new CountDownLatch(0));

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  /** Makes the next transaction hang before it commits, until the latch is released. */
  CountDownLatch stallNext() {
    CountDownLatch next = new CountDownLatch(1);
    stall.set(next);
    return next;
  }

  boolean stalls() {
    return stall.get().getCount() == 0;
  }

  synchronized List<String> rows() {
    return List.copyOf(rows);
  }

  synchronized List<LedgerEntry> entries() {
    return List.copyOf(ledger.values());
  }

  DatabaseSession open() {
    return new Session();
  }

  @Override
  public synchronized Map<LedgerKey, LedgerEntry> find(
      Transaction transaction, Collection<LedgerKey> keys) {
    Map<LedgerKey, LedgerEntry> found = new HashMap<>(ledger);
    found.keySet().retainAll(keys);
    return found;
  }

  @Override
  public void record(Transaction transaction, List<LedgerEntry> entries) {
    Open.MINE.get().entries.addAll(entries);
  }

  @Override
  public void amend(Transaction transaction, List<LedgerEntry> entries) {
    throw new UnsupportedOperationException("nothing is kept here");
  }

  @Override
  public void forget(Transaction transaction, List<LedgerEntry> entries) {
    throw new UnsupportedOperationException("nothing is replaced here");
  }

  private synchronized void commit(Open open) {
    for (LedgerEntry entry : open.entries) {
      if (ledger.containsKey(entry.key())) {
        throw failure(FailureKind.TRANSIENT);
      }
    }
    open.entries.forEach(entry -> ledger.put(entry.key(), entry));
    rows.addAll(open.rows);
  }

  private static DatabaseFailureException failure(FailureKind kind) {
    return new DatabaseFailureException(kind, null, "the database says " + kind, null);
  }

  private static final class Open implements Transaction {
    /** A worker has one at a time, and may see it through a wrapper. */
    static final ThreadLocal<Open> MINE = new ThreadLocal<>();

    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    @Override
    public List<Object[]> write(RowBatch batch) {
      for (Object[] row : batch.rows()) {
        if (POISON.equals(row[0])) {
          throw new DatabaseFailureException(
              FailureKind.DATA, batch.table().id(), "table note: constraint violated", null);
        }
        rows.add((String) row[0]);
      }
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

  private final class Session implements DatabaseSession {
    @Override
    public <T> T inTransaction(Duration limit, Work<T> work) {
      if (away) {
        throw failure(FailureKind.UNAVAILABLE);
      }
      Open open = new Open();
      Open.MINE.set(open);
      T result = work.in(open);
      awaitStall();
      if (away) {
        throw failure(FailureKind.UNAVAILABLE);
      }
      commit(open);
      return result;
    }

    private void awaitStall() {
      try {
        if (!stall.getAndSet(new CountDownLatch(0)).await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody ended the stall");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(FailureKind.UNAVAILABLE);
      }
    }

    @Override
    public boolean alive() {
      return !away;
    }

    @Override
    public void close() {}
  }
}
