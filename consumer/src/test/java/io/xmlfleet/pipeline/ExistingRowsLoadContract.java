package io.xmlfleet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.database.DatabaseFailureException;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.dialect.FailureKind;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.GeneratedKey;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Lookup.OnMissing;
import io.xmlfleet.table.OnDuplicate;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.FaultyLink;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An application's own schema: invoices with an identity, whose lines refer to it; customers, whom
 * many invoices share; products that are kept; currencies that are looked up.
 */
abstract class ExistingRowsLoadContract {
  private static final Column ID = new Column("id", ColumnType.of(Kind.INT), false);
  private static final Column CODE = new Column("code", ColumnType.string(10), false);
  private static final Column TEXT = new Column("text", ColumnType.string(13), true);

  private final String contractName = DatabaseUnderTest.unique("invoices");
  private DatabaseUnderTest server;
  private LostCommit session;
  private JdbcLedger ledger;
  private TableId currency;
  private Table customer;
  private Table product;
  private Table invoice;
  private Table line;
  private LoadedContract contract;

  abstract DatabaseUnderTest connect();

  /** The type of an identity column. */
  abstract String identity();

  @BeforeEach
  void open() throws SQLException {
    server = connect();
    currency = server.newTable("currency");
    customer =
        new Table(
            server.newTable("customer"),
            List.of(ID, CODE, TEXT),
            List.of("id"),
            List.of(),
            new Table.Existing(
                OnDuplicate.UPDATE, List.of("code"), new KeyGeneration("id", null), Map.of()));
    product =
        new Table(
            server.newTable("product"),
            List.of(CODE, TEXT),
            List.of("code"),
            List.of(),
            new Table.Existing(OnDuplicate.KEEP, List.of("code"), null, Map.of()));
    Lookup ofCurrency = lookup();
    invoice =
        new Table(
            server.newTable("invoice"),
            List.of(
                ID,
                new Column("number", ColumnType.string(10), false),
                new Column("customer_id", ColumnType.of(Kind.INT), false),
                new Column("currency_id", ColumnType.of(Kind.INT), false)),
            List.of("id"),
            List.of(new Table.ForeignKey(List.of("customer_id"), customer.id())),
            new Table.Existing(
                OnDuplicate.REJECT,
                List.of("number"),
                new KeyGeneration("id", null),
                Map.of("currency_id", ofCurrency)));
    line =
        new Table(
            server.newTable("line"),
            List.of(
                new Column("invoice_id", ColumnType.of(Kind.BIGINT), false),
                new Column("no", ColumnType.of(Kind.INT), false),
                new Column("product", ColumnType.string(10), false),
                TEXT),
            List.of("invoice_id", "no"),
            List.of(
                new Table.ForeignKey(List.of("invoice_id"), invoice.id()),
                new Table.ForeignKey(List.of("product"), product.id())));
    execute(
        "CREATE TABLE %s (id %s PRIMARY KEY, code varchar(10) NOT NULL UNIQUE)"
            .formatted(name(currency), identity()),
        "INSERT INTO %s (code) VALUES ('CHF'), ('EUR')".formatted(name(currency)),
        "CREATE TABLE %s (id %s PRIMARY KEY, code varchar(10) NOT NULL UNIQUE, text varchar(13))"
            .formatted(name(customer.id()), identity()),
        "CREATE TABLE %s (code varchar(10) NOT NULL PRIMARY KEY, text varchar(13))"
            .formatted(name(product.id())),
        "CREATE TABLE %s (id %s PRIMARY KEY, number varchar(10) NOT NULL UNIQUE,"
                .formatted(name(invoice.id()), identity())
            + " customer_id int NOT NULL REFERENCES %s (id), currency_id int NOT NULL)"
                .formatted(name(customer.id())),
        "CREATE TABLE %s (invoice_id int NOT NULL REFERENCES %s (id), no int NOT NULL,"
                .formatted(name(line.id()), name(invoice.id()))
            + " product varchar(10) NOT NULL REFERENCES %s (code), text varchar(13),"
                .formatted(name(product.id()))
            + " PRIMARY KEY (invoice_id, no))");
    new SchemaSetup(server.database()).create(List.of(LedgerTable.table()));
    List<Table> tables = List.of(customer, product, invoice, line);
    contract =
        new LoadedContract(
            contractName,
            "1",
            tables.stream().map(Table::id).toList(),
            KeyPath.of(tables),
            Items.ONE_ROW);
    session = new LostCommit(server.database().session());
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
  void loadsTwiceWhatIsLoadedOnceAndSaysTheSame() throws SQLException {
    List<PreparedItem> batch =
        List.of(invoice(1, "c1", "p1"), invoice(2, "c1", "p1"), invoice(3, "c2", "p2"));

    List<Outcome> first = load(batch);

    assertThat(first)
        .containsExactly(
            outcome(Map.of(customer, 1L, product, 1L, invoice, 1L, line, 2L), Map.of()),
            outcome(Map.of(invoice, 1L, line, 2L), Map.of(customer, 1L, product, 1L)),
            outcome(Map.of(customer, 1L, product, 1L, invoice, 1L, line, 2L), Map.of()));
    assertThat(load(batch)).isEqualTo(first);
    assertThat(load(List.of(again(2, "c1", "p1"))))
        .containsExactly(new Outcome.AlreadyLoaded(new ItemId("run", 2)));
    assertWhole(3, 2, 2);
    assertThat(strings("SELECT text FROM " + name(customer.id()) + " WHERE code = 'c1'"))
        .containsExactly("of 2");
    assertThat(strings("SELECT text FROM " + name(product.id()) + " WHERE code = 'p1'"))
        .containsExactly("of 1");
    assertThat(new LedgerReader(server.database()).rowTotals())
        .containsEntry(customer.id().toString(), 2L)
        .containsEntry(product.id().toString(), 2L)
        .containsEntry(line.id().toString(), 6L);
  }

  @Test
  void bisectsWithoutARowTwiceOrAWrongKey() throws SQLException {
    List<PreparedItem> batch = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      batch.add(
          i == 17
              ? item(i, "i" + i, "c9", "p1", "EUR", "much longer than thirteen characters")
              : i == 30
                  ? item(i, "i" + i, "c8", "p1", "XXX", "ok")
                  : invoice(i, "c" + i % 3, "p" + i % 4));
    }

    List<Outcome> outcomes = load(batch);

    assertThat(reason(outcomes.get(16))).contains("table " + line.id());
    assertThat(reason(outcomes.get(29)))
        .contains("table " + invoice.id() + ": column currency_id: no row of " + currency)
        .doesNotContain("XXX");
    assertThat(outcomes).filteredOn(Outcome.Loaded.class::isInstance).hasSize(38);
    assertWhole(38, 3, 4);
    assertThat(load(batch).stream().filter(Outcome.Loaded.class::isInstance).toList())
        .isEqualTo(outcomes.stream().filter(Outcome.Loaded.class::isInstance).toList());
    assertWhole(38, 3, 4);
  }

  @Test
  void loadsOnceThoughTheConnectionIsLostAtTheCommit() throws SQLException {
    List<PreparedItem> batch = List.of(invoice(1, "c1", "p1"), invoice(2, "c1", "p2"));
    session.loseNext();
    assertThatThrownBy(() -> load(batch)).isInstanceOf(DatabaseFailureException.class);

    assertThat(load(batch))
        .containsExactly(
            outcome(Map.of(customer, 1L, product, 1L, invoice, 1L, line, 2L), Map.of()),
            outcome(Map.of(product, 1L, invoice, 1L, line, 2L), Map.of(customer, 1L)));
    assertWhole(2, 1, 2);
  }

  @Test
  void rejectsAKeyThatIsThereWhereNothingIsKept() throws SQLException {
    load(List.of(invoice(1, "c1", "p1")));

    List<Outcome> outcomes = load(List.of(invoice(2, "c2", "p2"), again(1, "c3", "p1")));

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Loaded.class);
    assertThat(load(List.of(item(9, "i1", "c3", "p1", "EUR", "ok"))).get(0))
        .isInstanceOf(Outcome.Rejected.class);
    assertWhole(2, 2, 2);
  }

  @Test
  void letsTwoWorkersShareRows() throws Exception {
    int rounds = 12;
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Outcome>>> racers = new ArrayList<>();
      for (int racer = 0; racer < 2; racer++) {
        int first = racer * 1_000;
        racers.add(
            workers.submit(
                () -> {
                  List<Outcome> outcomes = new ArrayList<>();
                  try (DatabaseSession own = server.database().session()) {
                    for (int round = 0; round < rounds; round++) {
                      int from = first + round * 10;
                      String customers = "c" + round + "-";
                      start.await(60, TimeUnit.SECONDS);
                      outcomes.addAll(
                          load(
                              own,
                              new LoadMode.Insert(),
                              IntStream.range(0, 6)
                                  .map(i -> first == 0 ? i : 5 - i)
                                  .mapToObj(i -> invoice(from + i, customers + i, "p" + i))
                                  .toList()));
                    }
                  }
                  return outcomes;
                }));
      }
      for (Future<List<Outcome>> racer : racers) {
        assertThat(racer.get(2, TimeUnit.MINUTES)).hasOnlyElementsOfType(Outcome.Loaded.class);
      }
    } finally {
      workers.shutdownNow();
    }
    assertWhole(2 * 6 * rounds, 6 * rounds, 6);
  }

  @Test
  void replacesADocumentAndLeavesWhatOthersShare() throws SQLException {
    load(List.of(invoice(1, "c1", "p1"), invoice(2, "c1", "p1")));

    List<Outcome> outcomes = load(session, replacing(), List.of(newer(1, "c2", "p1")));

    assertThat(outcomes)
        .containsExactly(outcome(Map.of(customer, 1L, invoice, 1L, line, 2L), Map.of(product, 1L)));
    assertWhole(2, 2, 1);
    assertThat(
            strings(
                "SELECT c.code FROM %s i JOIN %s c ON c.id = i.customer_id WHERE i.number = 'i1'"
                    .formatted(name(invoice.id()), name(customer.id()))))
        .containsExactly("c2");
    assertThat(strings("SELECT code FROM " + name(customer.id()))).contains("c1");
  }

  @Test
  void probesATableByARowOfItThatRefersToWhatIsThere() {
    LoadAttempt attempt =
        new LoadAttempt(
            List.of(invoice(1, "c1", "p1")),
            ledger,
            null,
            "host/worker-1",
            Clock.fixed(Items.NOW, ZoneOffset.UTC));
    session.inTransaction(Duration.ofSeconds(30), attempt);

    assertThatThrownBy(
            () ->
                session.inTransaction(
                    Duration.ofSeconds(30),
                    tx -> {
                      attempt.done().get(line.id()).accept(tx);
                      return 0;
                    }))
        .isInstanceOfSatisfying(
            DatabaseFailureException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.DUPLICATE_KEY);
              assertThat(e.table()).isEqualTo(line.id());
            });
  }

  @Test
  void saysWhatRowsCannotBeFoundBy() throws SQLException {
    Table orphan =
        new Table(line.id(), line.columns(), line.primaryKey(), List.of(), line.existing());
    Map<TableId, KeyPath> reaches = KeyPath.of(List.of(customer, product, invoice, orphan));
    LoadedContract silent =
        new LoadedContract(contractName, "1", contract.tables(), reaches, Items.ONE_ROW);
    load(List.of(invoice(1, "c1", "p1")));
    PreparedItem newer = newer(1, "c1", "p1");

    List<Outcome> outcomes =
        load(
            session,
            replacing(),
            List.of(
                new PreparedItem(
                    newer.received(), silent, newer.mapped(), newer.startedAt(), newer.busy())));

    assertThat(reason(outcomes.get(0)))
        .startsWith("table " + line.id() + ": no row is found by invoice_id");
    assertWhole(1, 1, 1);
  }

  @Test
  void verifiesWhatADocumentHasToSayOfRowsThatAreShared() throws SQLException {
    load(List.of(invoice(1, "c1", "p1"), invoice(2, "c2", "p1")));
    LoadMode verify = new LoadMode.Verify(new DocumentRows(server.database().dialect()));

    assertThat(load(session, verify, List.of(invoice(1, "c1", "p1"), invoice(2, "c2", "p1"))))
        .containsOnly(new Outcome.AlreadyLoaded(null));
    execute(
        "UPDATE %s SET text = 'kept' WHERE code = 'p1'".formatted(name(product.id())),
        "UPDATE %s SET text = 'other' WHERE code = 'c1'".formatted(name(customer.id())),
        "UPDATE %s SET text = 'other' WHERE text = 'of 2'".formatted(name(line.id())));

    List<Outcome> outcomes =
        load(
            session,
            verify,
            List.of(invoice(1, "c1", "p1"), invoice(2, "c2", "p1"), invoice(3, "c9", "p9")));

    assertThat(reason(outcomes.get(0)))
        .isEqualTo(
            "the database has other rows: " + customer.id() + ": 1 row with other values in text");
    assertThat(reason(outcomes.get(1)))
        .isEqualTo(
            "the database has other rows: " + line.id() + ": 2 rows with other values in text");
    assertThat(reason(outcomes.get(2)))
        .contains(customer.id() + ": 1 row missing")
        .contains(product.id() + ": 1 row missing")
        .contains(invoice.id() + ": 1 row missing")
        .contains(line.id() + ": 2 rows missing");
  }

  /**
   * Round trips of a batch of new documents that brings new customers, products and currencies, and
   * of one that finds all customers and products.
   */
  List<Long> roundTrips(FaultyLink link) throws SQLException {
    execute("INSERT INTO %s (code) VALUES ('USD')".formatted(name(currency)));
    List<Long> trips = new ArrayList<>();
    for (int batch = 0; batch < 5; batch++) {
      List<PreparedItem> items = new ArrayList<>();
      for (int i = batch * 20; i < batch * 20 + 20; i++) {
        // All are new in the first batches; the last ones find what the others brought.
        String shared = batch < 3 ? String.valueOf(i) : String.valueOf(i - 40);
        items.add(
            item(
                i,
                "i" + i,
                "c" + shared,
                "p" + shared,
                List.of("EUR", "CHF", "USD").get(batch % 3),
                "of " + i));
      }
      long before = link.roundTrips();
      assertThat(load(items)).hasOnlyElementsOfType(Outcome.Loaded.class);
      trips.add(link.roundTrips() - before);
    }
    return List.of(trips.get(2), trips.get(4));
  }

  /** Each invoice has its two lines, its own customer, its own currency. */
  private void assertWhole(int invoices, int customers, int products) throws SQLException {
    assertThat(count(invoice.id())).isEqualTo(invoices);
    assertThat(count(line.id())).isEqualTo(2L * invoices);
    assertThat(count(customer.id())).isEqualTo(customers);
    assertThat(count(product.id())).isEqualTo(products);
    List<String> lines =
        strings(
            "SELECT CONCAT(i.number, ' ', l.text, ' ', c.code) FROM %s l".formatted(name(line.id()))
                + " JOIN %s i ON i.id = l.invoice_id JOIN %s c ON c.id = i.currency_id"
                    .formatted(name(invoice.id()), name(currency)));
    assertThat(lines).hasSize(2 * invoices).allMatch(text -> text.matches("i(\\d+) of \\1 EUR"));
  }

  private static String reason(Outcome outcome) {
    Outcome.Rejected rejected = (Outcome.Rejected) outcome;
    assertThat(rejected.failure().stage()).isEqualTo(Stage.INSERTION);
    return rejected.failure().reason();
  }

  private static Outcome outcome(Map<Table, Long> rows, Map<Table, Long> kept) {
    return new Outcome.Loaded(byName(rows), byName(kept));
  }

  private static Map<String, Long> byName(Map<Table, Long> counts) {
    return counts.entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                count -> count.getKey().id().toString(), Map.Entry::getValue));
  }

  // Documents

  private Lookup lookup() {
    return new Lookup(currency, List.of(CODE), ID, OnMissing.REJECT);
  }

  private PreparedItem invoice(int number, String customerCode, String productCode) {
    return item(number, "i" + number, customerCode, productCode, "EUR", "of " + number);
  }

  /** The same document as another item. */
  private PreparedItem again(int number, String customerCode, String productCode) {
    return prepared(
        "later",
        1_000 + number,
        number,
        rows("i" + number, customerCode, productCode, "EUR", "of " + number));
  }

  private PreparedItem newer(int number, String customerCode, String productCode) {
    return again(number, customerCode, productCode);
  }

  private PreparedItem item(
      int sequence,
      String number,
      String customerCode,
      String productCode,
      String currencyCode,
      String text) {
    return prepared(
        "run", sequence, sequence, rows(number, customerCode, productCode, currencyCode, text));
  }

  private Mapped.Rows rows(
      String number, String customerCode, String productCode, String currencyCode, String text) {
    GeneratedKey customerId = new GeneratedKey();
    GeneratedKey invoiceId = new GeneratedKey();
    String shared = text.length() > 13 ? "short" : text;
    return Items.rows(
        new RowBatch(customer, List.<Object[]>of(new Object[] {customerId, customerCode, shared})),
        new RowBatch(product, List.<Object[]>of(new Object[] {productCode, shared})),
        new RowBatch(
            invoice,
            List.<Object[]>of(
                new Object[] {
                  invoiceId, number, customerId, new Lookup.Value(lookup(), List.of(currencyCode))
                })),
        new RowBatch(
            line,
            List.of(
                new Object[] {invoiceId, 1, productCode, text},
                new Object[] {invoiceId, 2, productCode, text})));
  }

  private PreparedItem prepared(String run, int offset, int document, Mapped.Rows rows) {
    WorkItem work =
        new WorkItem(new ItemId(run, document), "doc-" + document, null, 1, new byte[0]);
    return new PreparedItem(
        new ReceivedItem(work, new RecordPosition("work", 0, offset), Items.NOW.minusSeconds(60)),
        contract,
        rows,
        Items.NOW,
        Duration.ZERO);
  }

  private LoadMode replacing() {
    return new LoadMode.Replace(new DocumentRows(server.database().dialect()));
  }

  private List<Outcome> load(List<PreparedItem> items) {
    return load(session, new LoadMode.Insert(), items);
  }

  private List<Outcome> load(DatabaseSession over, LoadMode mode, List<PreparedItem> items) {
    LoadPolicy policy =
        new LoadPolicy(
            mode,
            "host/worker-1",
            Duration.ofSeconds(30),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(10)),
            20,
            WorkObserver.NONE,
            new TableProbes());
    return new BatchLoader(
            over, ledger, policy, Clock.fixed(Items.NOW, ZoneOffset.UTC), pause -> {})
        .load(items).stream().map(DecidedItem::outcome).toList();
  }

  // What is in the database

  private long count(TableId table) throws SQLException {
    return Long.parseLong(strings("SELECT COUNT(*) FROM " + name(table)).get(0));
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.database().connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  private String name(TableId table) {
    return SqlNames.of(table, server.database().dialect());
  }
}
