package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.Table.ForeignKey;
import io.xmlfleet.table.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loader over a real database: its keys, its locks, its constraints. */
class H2BatchLoaderTest {
  private static final Table PARENT =
      new Table(
          new TableId(null, "parent"),
          List.of(
              new Column("id", ColumnType.of(ColumnType.Kind.INT), false),
              new Column("name", ColumnType.string(13), true)),
          List.of("id"),
          List.of());
  private static final Table CHILD =
      new Table(
          new TableId(null, "child"),
          List.of(new Column("parent_id", ColumnType.of(ColumnType.Kind.INT), false)),
          List.of(),
          List.of(new ForeignKey(List.of("parent_id"), PARENT.id())));
  private static final LoadedContract CONTRACT =
      new LoadedContract("family", "1", List.of(PARENT.id(), CHILD.id()), Items.ONE_ROW);

  private Database database;
  private JdbcLedger ledger;
  private LostCommit session;
  private BatchLoader loader;

  @BeforeEach
  void connect() {
    database =
        Database.connect(
            new DatabaseSettings(
                "jdbc:h2:mem:loader-" + System.nanoTime() + ";MODE=MSSQLServer;LOCK_TIMEOUT=200",
                "",
                Secret.NONE,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                new WriterOptions(1_000, false)));
    new SchemaSetup(database).create(List.of(LedgerTable.table(), PARENT, CHILD));
    ledger = new JdbcLedger(database.dialect());
    session = new LostCommit(database.session());
    loader = loader(session);
  }

  @AfterEach
  void disconnect() {
    session.close();
    database.close();
  }

  @Test
  void loadsDocumentsAndLedgerTogether() throws Exception {
    assertThat(outcomes(items(1, 100))).hasSize(100).containsOnly(loaded());

    assertThat(session.transactions()).isEqualTo(1);
    assertThat(count("parent")).isEqualTo(100);
    assertThat(count("child")).isEqualTo(200);
    assertThat(count("xmlfleet_ledger")).isEqualTo(100);
  }

  @Test
  void loadsADocumentWithoutRowsOnce() throws Exception {
    Outcome noRows = new Outcome.Loaded(Map.of());

    assertThat(outcomes(List.of(prepared(1, "empty"), item(2, "other", 2, "b"))))
        .containsExactly(noRows, loaded());
    assertThat(count("xmlfleet_ledger")).isEqualTo(2);
    assertThat(outcomes(List.of(prepared(1, "empty")))).containsExactly(noRows);
    assertThat(outcomes(List.of(prepared(3, "empty"))))
        .containsExactly(new Outcome.AlreadyLoaded(new ItemId("run", 1)));
  }

  @Test
  void findsEachOfTheRowsThatTheDatabaseRefuses() throws Exception {
    outcomes(List.of(item(1, "before", 64, "taken")));
    int before = session.transactions();
    List<PreparedItem> batch = new ArrayList<>(items(101, 227));
    batch.add(64, item(164, "poison", 64, "double"));

    List<Outcome> outcomes = outcomes(batch);

    Outcome.Rejected rejected = (Outcome.Rejected) outcomes.get(64);
    assertThat(rejected.failure().stage()).isEqualTo(Stage.INSERTION);
    assertThat(rejected.failure().reason()).contains("table parent").contains("23505");
    assertThat(outcomes).filteredOn(loaded()::equals).hasSize(127);
    assertThat(session.transactions() - before).isEqualTo(1 + 2 * 7);
    assertThat(count("parent")).isEqualTo(128);
    assertThat(count("xmlfleet_ledger")).isEqualTo(128);
  }

  @Test
  void rejectsWhatDoesNotFitAndWhatRefersToNothing() throws Exception {
    PreparedItem orphan =
        prepared(2, "orphan", new RowBatch(CHILD, List.<Object[]>of(new Object[] {999})));

    List<Outcome> outcomes =
        outcomes(
            List.of(
                item(1, "long", 1, "much longer than thirteen characters"),
                orphan,
                item(3, "good", 3, "fits")));

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Rejected.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Rejected.class);
    assertThat(outcomes.get(2)).isEqualTo(loaded());
    assertThat(outcomes.toString()).doesNotContain("much longer").doesNotContain("999");
    assertThat(count("parent")).isEqualTo(1);
  }

  @Test
  void decidesLaterItemsOfOneKeyByTheFirst() throws Exception {
    assertThat(outcomes(List.of(item(1, "a.xml", 1, "first"), item(2, "a.xml", 2, "second"))))
        .containsExactly(loaded(), new Outcome.AlreadyLoaded(new ItemId("run", 1)));
    assertThat(count("parent")).isEqualTo(1);
  }

  @Test
  void loadsOnceThoughTheConnectionIsLostAtTheCommit() throws Exception {
    session.loseNext();
    assertThatThrownBy(() -> loader.load(items(1, 10)))
        .isInstanceOf(DatabaseFailureException.class);

    assertThat(outcomes(items(1, 10))).hasSize(10).containsOnly(loaded());
    assertThat(count("parent")).isEqualTo(10);
    assertThat(count("xmlfleet_ledger")).isEqualTo(10);
  }

  @Test
  void letsOneOfTwoWorkersWinEachKey() throws Exception {
    for (int round = 0; round < 20; round++) {
      raceForTheSameKeys(round);
    }
    assertThat(count("parent")).isEqualTo(20 * 5);
    assertThat(count("xmlfleet_ledger")).isEqualTo(20 * 5);
  }

  private void raceForTheSameKeys(int round) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Outcome>>> racers = new ArrayList<>();
      for (int racer = 0; racer < 2; racer++) {
        long first = round * 1_000L + racer * 100L;
        racers.add(
            workers.submit(
                () -> {
                  try (LostCommit own = new LostCommit(database.session())) {
                    start.await(10, TimeUnit.SECONDS);
                    return loader(own).load(contenders(first, round)).stream()
                        .map(DecidedItem::outcome)
                        .toList();
                  }
                }));
      }
      List<Outcome> one = racers.get(0).get(60, TimeUnit.SECONDS);
      List<Outcome> other = racers.get(1).get(60, TimeUnit.SECONDS);
      assertThat(Stream.concat(one.stream(), other.stream()).filter(loaded()::equals)).hasSize(5);
      assertThat(Stream.concat(one.stream(), other.stream()))
          .noneMatch(Outcome.Rejected.class::isInstance);
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<PreparedItem> contenders(long first, int round) {
    return LongStream.range(0, 5)
        .mapToObj(i -> item(first + i, "round-" + round + "-" + i, round * 5 + (int) i, "racer"))
        .toList();
  }

  @Test
  void triesAgainWhileAnotherTransactionHoldsTheKey() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    CyclicBarrier claimed = new CyclicBarrier(2);
    try (LostCommit holder = new LostCommit(database.session())) {
      Future<?> held =
          other.submit(
              () ->
                  holder.inTransaction(
                      Duration.ofSeconds(30),
                      transaction -> {
                        ledger.record(transaction, List.of(Items.entry(99, "unrelated", Map.of())));
                        ledger.record(transaction, List.of(claim()));
                        await(claimed);
                        await(claimed);
                        return "held";
                      }));
      await(claimed);
      List<Duration> pauses = new ArrayList<>();
      BatchLoader waiting =
          new BatchLoader(
              session,
              ledger,
              policy(),
              Clock.fixed(Items.NOW, ZoneOffset.UTC),
              pause -> {
                pauses.add(pause);
                if (pauses.size() == 2) {
                  await(claimed); // the holder commits
                }
              });

      List<DecidedItem> decided = waiting.load(List.of(item(1, "a.xml", 1, "late")));

      held.get(30, TimeUnit.SECONDS);
      assertThat(decided)
          .extracting(DecidedItem::outcome)
          .containsExactly(new Outcome.AlreadyLoaded(new ItemId("run", 99)));
      assertThat(pauses).hasSizeGreaterThanOrEqualTo(2);
    } finally {
      other.shutdownNow();
    }
    assertThat(count("parent")).isZero();
  }

  private static LedgerEntry claim() {
    LedgerEntry entry = Items.entry(99, "a.xml", Map.of());
    return new LedgerEntry(
        new LedgerKey("family", "a.xml"),
        entry.item(),
        1,
        "1",
        null,
        Map.of(),
        entry.worker(),
        entry.source(),
        Items.NOW,
        Items.NOW);
  }

  @Test
  void blamesNobodyWhenATableIsMissing() throws Exception {
    execute("DROP TABLE \"child\"");

    assertThatThrownBy(() -> loader.load(items(1, 3)))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION));

    new SchemaSetup(database).create(List.of(CHILD));
    assertThat(outcomes(items(1, 3))).containsOnly(loaded());
    assertThat(count("parent")).isEqualTo(3);
  }

  private BatchLoader loader(LostCommit over) {
    return new BatchLoader(
        over, ledger, policy(), Clock.fixed(Items.NOW, ZoneOffset.UTC), pause -> {});
  }

  private static LoadPolicy policy() {
    return new LoadPolicy(
        new LoadMode.Insert(),
        "host/worker-1",
        Duration.ofSeconds(30),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(10)),
        20,
        WorkObserver.NONE,
        new TableProbes());
  }

  private List<Outcome> outcomes(List<PreparedItem> items) {
    return loader.load(items).stream().map(DecidedItem::outcome).toList();
  }

  private static Outcome loaded() {
    return new Outcome.Loaded(Map.of("parent", 1L, "child", 2L));
  }

  private static List<PreparedItem> items(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(n -> item(n, "file-" + n, (int) n, "name " + n))
        .toList();
  }

  private static PreparedItem item(long sequence, String recordId, int id, String name) {
    return prepared(
        sequence,
        recordId,
        new RowBatch(PARENT, List.<Object[]>of(new Object[] {id, name})),
        new RowBatch(CHILD, List.of(new Object[] {id}, new Object[] {id})));
  }

  private static PreparedItem prepared(long sequence, String recordId, RowBatch... batches) {
    return new PreparedItem(
        Items.received(sequence, recordId, ""),
        CONTRACT,
        Items.rows(batches),
        Items.NOW,
        Duration.ZERO);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other side did not come", e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private long count(String table) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"" + table + "\"")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
