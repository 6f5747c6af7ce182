package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.dialect.LiveSchema;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.item.Origin;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.LoadTime;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Newer versions of documents, and documents that are only compared, on every database. */
abstract class LoadModesContract {
  private static final Instant NOW = Items.NOW;
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 3, 1, 10, 15, 30, 123_000_000);

  private final String contractName = DatabaseUnderTest.unique("orders");
  private DatabaseUnderTest server;
  private DatabaseSession session;
  private JdbcLedger ledger;
  private Table order;
  private Table line;
  private Table stop;
  private Table visit;
  private Table parcel;
  private Table scan;
  private LoadedContract contract;

  abstract DatabaseUnderTest connect();

  @BeforeEach
  void open() {
    server = connect();
    order =
        table(
            "order",
            List.of("id"),
            List.of(),
            column("id", Kind.INT, false),
            new Column("total", ColumnType.decimal(12, 2), true),
            column("placed", Kind.DATETIME, true));
    // One column away from the order; behind a key of two columns; behind a key of one.
    line =
        table(
            "line",
            List.of("order_id", "line_no"),
            List.of(to(order, "order_id")),
            column("order_id", Kind.INT, false),
            column("line_no", Kind.INT, false),
            new Column("item", ColumnType.string(20), true));
    stop =
        table(
            "stop",
            List.of("route", "stop_no"),
            List.of(to(order, "order_id")),
            column("route", Kind.INT, false),
            column("stop_no", Kind.INT, false),
            column("order_id", Kind.INT, false));
    visit =
        table(
            "visit",
            List.of(),
            List.of(to(stop, "route", "stop_no")),
            column("route", Kind.INT, false),
            column("stop_no", Kind.INT, false),
            new Column("remark", ColumnType.string(0), true));
    parcel =
        table(
            "parcel",
            List.of("parcel_id"),
            List.of(to(order, "order_id")),
            column("parcel_id", Kind.BIGINT, false),
            column("order_id", Kind.INT, false));
    scan =
        table(
            "scan",
            List.of(),
            List.of(to(parcel, "parcel_id")),
            column("parcel_id", Kind.BIGINT, false),
            column("loaded_at", Kind.DATETIME, true));
    List<Table> tables = List.of(order, line, stop, visit, parcel, scan);
    new SchemaSetup(server.database()).create(List.of(LedgerTable.table()));
    new SchemaSetup(server.database()).create(tables);
    contract =
        new LoadedContract(
            contractName,
            "1",
            tables.stream().map(Table::id).toList(),
            KeyPath.of(tables),
            (document, context) -> {
              throw new IllegalStateException("items come mapped");
            });
    session = server.database().session();
    ledger = new JdbcLedger(server.database().dialect());
  }

  @AfterEach
  void close() throws SQLException {
    if (session != null) {
      session.close();
      server.close();
    }
  }

  @Test
  void putsANewerVersionInThePlaceOfTheOlderOne() throws Exception {
    replace(item("old", 1, 10, version(1, "first", 3)), item("old", 2, 11, version(2, "other", 2)));

    List<Outcome> outcomes = replace(item("new", 1, 20, version(1, "second", 1)));

    assertThat(outcomes).containsExactly(loaded(version(1, "second", 1)));
    assertThat(count(line)).isEqualTo(1 + 2);
    assertThat(count(visit)).isEqualTo(1 + 2);
    assertThat(count(scan)).isEqualTo(1 + 2);
    assertThat(items(1)).containsExactly("second");
    assertThat(loader(1)).isEqualTo(new ItemId("new", 1));
    assertThat(loader(2)).isEqualTo(new ItemId("old", 2));
  }

  @Test
  void keepsTheNewerVersionThoughTheOlderOneIsDeliveredAgain() throws Exception {
    replace(item("old", 1, 10, version(1, "first", 2)));
    replace(item("new", 1, 20, version(1, "second", 1)));

    assertThat(replace(item("old", 1, 10, version(1, "first", 2))))
        .containsExactly(new Outcome.AlreadyLoaded(new ItemId("new", 1)));
    assertThat(replace(item("new", 1, 20, version(1, "second", 1))))
        .containsExactly(loaded(version(1, "second", 1)));
    assertThat(items(1)).containsExactly("second");
  }

  @Test
  void replacesWithinOneBatch() throws Exception {
    List<Outcome> outcomes =
        replace(
            item("run", 1, 10, version(1, "first", 3)),
            item("run", 2, 11, version(1, "second", 1)));

    assertThat(outcomes)
        .containsExactly(loaded(version(1, "first", 3)), loaded(version(1, "second", 1)));
    assertThat(items(1)).containsExactly("second");
  }

  @Test
  void putsAReplayBehindWhatWasLoadedSinceItFailed() throws Exception {
    replace(item("first", 1, 10, version(1, "one", 1)));

    PreparedItem before = replayed("second", NOW.minusSeconds(1), version(1, "two", 1));
    PreparedItem after = replayed("second", NOW.plusSeconds(1), version(1, "two", 1));

    assertThat(replace(before)).containsExactly(new Outcome.AlreadyLoaded(new ItemId("first", 1)));
    assertThat(items(1)).containsExactly("one");
    assertThat(replace(after)).containsExactly(loaded(version(1, "two", 1)));
    assertThat(items(1)).containsExactly("two");
  }

  @Test
  void takesATopicThatBeginsAnewForNewer() throws Exception {
    replace(item("old", 1, 1_000, version(1, "first", 1)));

    PreparedItem later =
        prepared("new", 1, 3, NOW.plusSeconds(60), "doc-1", version(1, "second", 1));

    assertThat(replace(later)).containsExactly(loaded(version(1, "second", 1)));
  }

  @Test
  void letsTwoWorkersReplaceOneAfterTheOther() throws Exception {
    replace(item("old", 1, 10, version(1, "first", 2)));
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Outcome>>> racers = new ArrayList<>();
      for (int racer = 1; racer <= 2; racer++) {
        PreparedItem newer = item("new", racer, 10L + racer, version(1, "racer", racer));
        racers.add(
            workers.submit(
                () -> {
                  try (DatabaseSession own = server.database().session()) {
                    start.await(10, TimeUnit.SECONDS);
                    return load(own, replacing(), newer);
                  }
                }));
      }
      for (Future<List<Outcome>> racer : racers) {
        assertThat(racer.get(60, TimeUnit.SECONDS)).noneMatch(Outcome.Rejected.class::isInstance);
      }
    } finally {
      workers.shutdownNow();
    }
    // The later version is there, whichever was loaded first.
    assertThat(loader(1)).isEqualTo(new ItemId("new", 2));
    assertThat(items(1)).containsExactly("racer", "racer");
    assertThat(count(scan)).isEqualTo(2);
  }

  @Test
  void refusesToReplaceWhatIsNotAsTheLedgerSays() throws Exception {
    replace(item("old", 1, 10, version(1, "first", 2)), item("old", 2, 11, version(2, "first", 2)));
    execute("DELETE FROM " + name(scan) + " WHERE parcel_id = 100");

    List<Outcome> outcomes =
        replace(
            item("new", 1, 20, version(1, "second", 1)),
            item("new", 2, 21, version(2, "second", 1)));

    Outcome.Rejected rejected = (Outcome.Rejected) outcomes.get(0);
    assertThat(rejected.failure().stage()).isEqualTo(Stage.INSERTION);
    assertThat(rejected.failure().location()).isEqualTo(scan.id().toString());
    assertThat(rejected.failure().reason()).contains("has 2 rows by the ledger, and 1 are found");
    assertThat(outcomes.get(1)).isEqualTo(loaded(version(2, "second", 1)));
    assertThat(items(1)).containsExactly("first", "first");
    assertThat(loader(1)).isEqualTo(new ItemId("old", 1));
  }

  @Test
  void refusesADocumentThatHasAnotherKeyNow() throws Exception {
    replace(item("old", 1, 10, version(1, "first", 2)));

    Outcome outcome = replace(prepared("new", 1, 20, NOW, "doc-1", version(7, "second", 1))).get(0);

    assertThat(((Outcome.Rejected) outcome).failure().reason())
        .contains("the document's key is another one now");
    assertThat(items(1)).containsExactly("first", "first");
    assertThat(items(7)).isEmpty();
  }

  @Test
  void findsNoDifferenceInWhatItLoaded() throws Exception {
    replace(item("run", 1, 10, version(1, "first", 3)));

    assertThat(verify(item("check", 1, 20, version(1, "first", 3))))
        .containsExactly(new Outcome.AlreadyLoaded(null));
    assertThat(loader(1)).isEqualTo(new ItemId("run", 1));
  }

  @Test
  void writesTheTimeOfTheTransactionIntoAllRowsOfADocument() throws SQLException {
    Mapped.Rows rows = version(1, "apple", 3);
    load(session, new LoadMode.Insert(), item("a", 1, 10, rows));

    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT loaded_at FROM " + name(scan))) {
      for (int i = 0; i < 3; i++) {
        assertThat(found.next()).isTrue();
        assertThat(found.getObject(1, LocalDateTime.class))
            .isEqualTo(LocalDateTime.ofInstant(NOW, ZoneOffset.UTC));
      }
    }
    assertThat(rows.batches().get(5).rows().get(0)[1])
        .as("another transaction, another time")
        .isEqualTo(LoadTime.LOADED_AT);
  }

  @Test
  void saysWhichTablesAndColumnsDifferAndWritesNothing() throws Exception {
    replace(item("run", 1, 10, version(1, "secret", 2)));
    execute("UPDATE " + name(line) + " SET item = 'private' WHERE line_no = 1");
    execute("UPDATE " + name(order) + " SET total = total + 1, placed = NULL");
    execute("INSERT INTO " + name(scan) + " (parcel_id) VALUES (100)");

    List<Outcome> outcomes =
        verify(
            item("check", 1, 20, version(1, "secret", 2)),
            item("check", 2, 21, version(2, "never loaded", 1)));

    assertThat(((Outcome.Rejected) outcomes.get(0)).failure().reason())
        .isEqualTo(
            "the database has other rows: "
                + order.id()
                + ": 1 row with other values in total, placed; "
                + line.id()
                + ": 1 row with other values in item; "
                + scan.id()
                + ": 1 row not of this document");
    assertThat(((Outcome.Rejected) outcomes.get(1)).failure().reason())
        .contains(order.id() + ": 1 row missing")
        .contains(scan.id() + ": 1 row missing");
    assertThat(count(order)).isEqualTo(1);
  }

  /** A key that the table's column rounds or cuts is still the document's. */
  @Test
  void findsWhatNarrowerColumnsKeepOfAKey() throws Exception {
    ColumnType number = ColumnType.decimal(18, 6);
    ColumnType time = ColumnType.of(Kind.DATETIMEOFFSET);
    Table reading =
        table(
            "reading",
            List.of("number", "taken"),
            List.of(),
            new Column("number", number, false, true, false),
            new Column("taken", time, false, true, false));
    Table value =
        table(
            "value",
            List.of(),
            List.of(to(reading, "number", "taken")),
            new Column("number", number, false, true, false),
            new Column("taken", time, false, true, false),
            new Column("item", ColumnType.string(20), true));
    ColumnType there = ColumnType.decimal(18, 2);
    for (Table each : List.of(reading, value)) {
      List<Column> columns = new ArrayList<>(each.columns());
      columns.set(0, new Column("number", there, false));
      columns.set(1, column("taken", Kind.DATETIME, false));
      new SchemaSetup(server.database())
          .create(List.of(new Table(each.id(), columns, each.primaryKey(), each.foreignKeys())));
      try (Connection connection = server.database().connection()) {
        new LiveSchema(connection, server.database().dialect()).table(each.id());
      }
    }
    contract =
        new LoadedContract(
            contractName,
            "1",
            List.of(reading.id(), value.id()),
            KeyPath.of(List.of(reading, value)),
            contract.mapper());
    Object[] key = {new BigDecimal("1.004999"), TIME.atOffset(ZoneOffset.ofHours(-8))};
    Mapped.Rows old = reading(reading, value, key, "old", "older");
    Mapped.Rows current = reading(reading, value, key, "new");
    replace(item("old", 1, 10, old));

    assertThat(verify(item("check", 1, 15, old))).containsExactly(new Outcome.AlreadyLoaded(null));
    assertThat(replace(item("new", 1, 20, current))).containsExactly(loaded(current));
    assertThat(verify(item("check", 2, 25, current)))
        .containsExactly(new Outcome.AlreadyLoaded(null));
    assertThat(count(value)).isEqualTo(1);
  }

  private static Mapped.Rows reading(Table root, Table child, Object[] key, String... items) {
    List<Object[]> children =
        Stream.of(items).map(item -> new Object[] {key[0], key[1], item}).toList();
    return new Mapped.Rows(
        "app", List.of(new RowBatch(root, List.<Object[]>of(key)), new RowBatch(child, children)));
  }

  /** Where a database keeps versions of rows, nobody who reads waits for who replaces. */
  void showsTheOlderVersionWholeUntilTheNewOneIsCommitted() throws Exception {
    replace(item("old", 1, 10, version(1, "first", 2)));
    CyclicBarrier written = new CyclicBarrier(2);
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try (DatabaseSession paused = paused(written);
        DatabaseSession own = server.database().session()) {
      Future<List<Outcome>> first =
          workers.submit(
              () -> load(paused, replacing(), item("new", 1, 21, version(1, "second", 1))));
      await(written);

      assertThat(items(1)).containsExactly("first", "first");
      assertThat(count(scan)).isEqualTo(2);

      Future<List<Outcome>> second =
          workers.submit(() -> load(own, replacing(), item("new", 2, 22, version(1, "third", 3))));
      await(written);
      assertThat(first.get(60, TimeUnit.SECONDS)).containsExactly(loaded(version(1, "second", 1)));
      assertThat(second.get(60, TimeUnit.SECONDS)).containsExactly(loaded(version(1, "third", 3)));
    } finally {
      workers.shutdownNow();
    }
    assertThat(items(1)).containsExactly("third", "third", "third");
    assertThat(loader(1)).isEqualTo(new ItemId("new", 2));
    assertThat(count(scan)).isEqualTo(3);
  }

  /** A session that comes to the barrier with all rows written, and again before it commits. */
  private DatabaseSession paused(CyclicBarrier written) {
    DatabaseSession below = server.database().session();
    return new DatabaseSession() {
      @Override
      public <T> T inTransaction(Duration limit, Work<T> work) {
        return below.inTransaction(
            limit,
            tx -> {
              T result = work.in(tx);
              await(written);
              await(written);
              return result;
            });
      }

      @Override
      public boolean alive() {
        return below.alive();
      }

      @Override
      public void close() {
        below.close();
      }
    };
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<Outcome> replace(PreparedItem... items) {
    return load(session, replacing(), items);
  }

  private LoadMode replacing() {
    return new LoadMode.Replace(new DocumentRows(server.database().dialect()));
  }

  private List<Outcome> verify(PreparedItem... items) {
    return load(session, new LoadMode.Verify(new DocumentRows(server.database().dialect())), items);
  }

  private List<Outcome> load(DatabaseSession over, LoadMode mode, PreparedItem... items) {
    LoadPolicy policy =
        new LoadPolicy(
            mode,
            "host/worker-1",
            Duration.ofSeconds(30),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(10)),
            20,
            WorkObserver.NONE,
            new TableProbes());
    return new BatchLoader(over, ledger, policy, Clock.fixed(NOW, ZoneOffset.UTC), pause -> {})
        .load(List.of(items)).stream().map(DecidedItem::outcome).toList();
  }

  /** The document doc-ID, sent before anything was loaded. */
  private PreparedItem item(String run, int sequence, long offset, Mapped.Rows rows) {
    Object id = rows.batches().get(0).rows().get(0)[0];
    return prepared(run, sequence, offset, NOW.minusSeconds(60), "doc-" + id, rows);
  }

  private PreparedItem prepared(
      String run, int sequence, long offset, Instant sent, String recordId, Mapped.Rows rows) {
    WorkItem work = new WorkItem(new ItemId(run, sequence), recordId, null, 1, new byte[0]);
    return prepared(work, offset, sent, rows);
  }

  private PreparedItem replayed(String run, Instant rejected, Mapped.Rows rows) {
    WorkItem work =
        new WorkItem(
            new ItemId(run, 1),
            "doc-1",
            null,
            2,
            List.of(),
            rejected,
            new byte[0],
            null,
            Origin.UNKNOWN,
            null);
    return prepared(work, 1_000, rejected, rows);
  }

  private PreparedItem prepared(WorkItem work, long offset, Instant asOf, Mapped.Rows rows) {
    return new PreparedItem(
        new ReceivedItem(work, new RecordPosition("work", 0, offset), asOf),
        contract,
        rows,
        NOW,
        Duration.ZERO);
  }

  /** An order of so many lines, stops, visits, parcels and scans. */
  private Mapped.Rows version(int id, String item, int parts) {
    List<Object[]> lines = new ArrayList<>();
    List<Object[]> stops = new ArrayList<>();
    List<Object[]> visits = new ArrayList<>();
    List<Object[]> parcels = new ArrayList<>();
    List<Object[]> scans = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      lines.add(new Object[] {id, i, item});
      stops.add(new Object[] {id * 10, i, id});
      visits.add(new Object[] {id * 10, i, item});
      parcels.add(new Object[] {id * 100L + i, id});
      scans.add(new Object[] {id * 100L + i, LoadTime.LOADED_AT});
    }
    return new Mapped.Rows(
        "app-" + id,
        List.of(
            new RowBatch(
                order, List.<Object[]>of(new Object[] {id, new BigDecimal("12.50"), TIME})),
            new RowBatch(line, lines),
            new RowBatch(stop, stops),
            new RowBatch(visit, visits),
            new RowBatch(parcel, parcels),
            new RowBatch(scan, scans)));
  }

  private static Outcome loaded(Mapped.Rows rows) {
    return new Outcome.Loaded(rows.counts());
  }

  private Table table(
      String name, List<String> key, List<Table.ForeignKey> foreignKeys, Column... columns) {
    return new Table(server.newTable(name), List.of(columns), key, foreignKeys);
  }

  private static Column column(String name, Kind kind, boolean nullable) {
    return new Column(name, ColumnType.of(kind), nullable);
  }

  private static Table.ForeignKey to(Table parent, String... columns) {
    return new Table.ForeignKey(List.of(columns), parent.id());
  }

  private ItemId loader(int id) {
    LedgerKey key = new LedgerKey(contractName, "doc-" + id);
    return session
        .inTransaction(Duration.ofSeconds(30), tx -> ledger.find(tx, List.of(key)))
        .get(key)
        .item();
  }

  private List<String> items(int id) throws SQLException {
    List<String> items = new ArrayList<>();
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT item FROM " + name(line) + " WHERE order_id = " + id)) {
      while (rows.next()) {
        items.add(rows.getString(1));
      }
    }
    return items;
  }

  private long count(Table table) throws SQLException {
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + name(table))) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private String name(Table table) {
    TableId id = table.id();
    return SqlNames.of(id, server.database().dialect());
  }
}
