package io.xmlfleet.benchmark;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.message.RecordPosition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the ledger costs a batch of 200 documents, on the embedded database, as it grows: each batch
 * is asked for and recorded, or asked for only when it was loaded before (the keys' making is in
 * it). Filling it with ten million entries takes a few minutes and 3 GB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10_000) // filling ten million warms up, filling ten thousand does not
@Measurement(iterations = 500)
public class LedgerGrowthBenchmark {
  private static final int BATCH = 200;
  private static final int FILLING = 5_000;
  private static final Map<String, Long> ROWS = Map.of("payment", 1L);

  @Param({"10000", "10000000"})
  private long entries = 10_000;

  private BenchmarkDatabase server;
  private DatabaseSession session;
  private JdbcLedger ledger;
  private LedgerReader reader;
  private long last;
  private long asked;

  @Setup
  public void fill() throws IOException {
    server = BenchmarkDatabase.create(List.of());
    session = server.database().session();
    ledger = server.ledger();
    reader = new LedgerReader(server.database());
    while (last < entries) {
      record(next((int) Math.min(FILLING, entries - last)));
    }
    asked = entries / 2;
    System.out.printf("# %,d entries, %,.1f MB on disk%n", entries, server.size() / 1e6);
  }

  @TearDown
  public void drop() throws IOException {
    session.close();
    server.close();
  }

  /** A batch of new documents: none is found, all are recorded. */
  @Benchmark
  public int newDocuments() {
    List<LedgerEntry> batch = next(BATCH);
    int found = find(batch.stream().map(LedgerEntry::key).toList());
    record(batch);
    return found;
  }

  /** Which of a batch are loaded, as a producer asks that skips those: all are. */
  @Benchmark
  public int knownDocuments() {
    return all(reader.known(nextKnown()).size());
  }

  /**
   * The entries of documents that were loaded before, as a consumer reads them that is sent them
   * again.
   */
  @Benchmark
  public int knownEntries() {
    return all(find(nextKnown()));
  }

  private static int all(int found) {
    if (found != BATCH) {
      throw new IllegalStateException(found + " of " + BATCH + " entries are found");
    }
    return found;
  }

  private List<LedgerKey> nextKnown() {
    List<LedgerKey> keys = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      asked = asked % entries + 1;
      keys.add(key(asked));
    }
    return keys;
  }

  private int find(List<LedgerKey> keys) {
    return session.inTransaction(
        BenchmarkDatabase.LIMIT, transaction -> ledger.find(transaction, keys).size());
  }

  private void record(List<LedgerEntry> batch) {
    session.inTransaction(
        BenchmarkDatabase.LIMIT,
        transaction -> {
          ledger.record(transaction, batch);
          return batch.size();
        });
  }

  private List<LedgerEntry> next(int count) {
    List<LedgerEntry> batch = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      batch.add(entry(++last));
    }
    return batch;
  }

  private static LedgerKey key(long number) {
    return new LedgerKey("payment-notices", String.format("payment-notice-%08d.xml", number));
  }

  private static LedgerEntry entry(long number) {
    Instant at = Instant.ofEpochSecond(1_790_000_000L + number / 1_000);
    return new LedgerEntry(
        key(number),
        new ItemId("run-1", number),
        1,
        "1",
        Long.toString(number),
        ROWS,
        "host-1/worker-1",
        new RecordPosition("xmlfleet.work", (int) (number % 12), number / 12),
        at,
        at);
  }
}
