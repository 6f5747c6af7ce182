package io.xmlfleet.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.DocumentRows;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.ContractCatalog;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.DocumentFiles;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.pipeline.LoadPolicy;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.pipeline.TableProbes;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import io.xmlfleet.testing.tds.TdsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documents of samples/existing-tables in the tables that its scripts make. */
class ExistingTablesSampleTest {
  private static final Path FOLDER = SampleFiles.SAMPLES.resolve("existing-tables");
  private static final Instant SENT = Instant.parse("2026-03-10T08:00:00Z");

  private Database database;

  enum Server {
    H2("tables-h2.sql", "sa", ""),
    POSTGRES("tables-postgresql.sql", PostgresUnderTest.USER, ""),
    /** SQL Server's driver over its own protocol, with an H2 behind it. */
    SQL_SERVER_WIRE("tables-sqlserver.sql", TdsServer.USER, TdsServer.PASSWORD);

    final String script;
    final String user;
    final String password;

    Server(String script, String user, String password) {
      this.script = script;
      this.user = user;
      this.password = password;
    }

    Database connect() throws SQLException {
      return Database.connect(
          new DatabaseSettings(
              url(DatabaseUnderTest.unique("workshop")),
              user,
              Secret.of(password),
              2,
              Duration.ofSeconds(15),
              Duration.ofMinutes(1),
              new WriterOptions(1_000, true)));
    }

    private String url(String name) throws SQLException {
      return switch (this) {
        case H2 ->
            "jdbc:h2:mem:"
                + name
                + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE"
                + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1";
        case POSTGRES -> {
          try (Connection connection =
                  DriverManager.getConnection(PostgresUnderTest.url(), user, password);
              Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
          }
          yield PostgresUnderTest.url() + "?currentSchema=" + name;
        }
        case SQL_SERVER_WIRE -> TDS.url();
      };
    }
  }

  private static final TdsServer TDS = TdsServer.start();

  @AfterAll
  static void stop() {
    TDS.close();
  }

  @AfterEach
  void disconnect() {
    if (database != null) {
      database.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Server.class)
  void loadsOnceWhatComesTwice(Server server) throws Exception {
    open(server);

    List<Outcome> first = load("first", new LoadMode.Insert());

    assertThat(first).filteredOn(Outcome.Loaded.class::isInstance).hasSize(9);
    assertThat(((Outcome.Rejected) first.get(5)).failure().reason())
        .isEqualTo(
            "table customer: column country_id: no row of country has the iso_code that it is"
                + " looked up by");
    assertThat(first.stream().mapToLong(ExistingTablesSampleTest::kept).sum()).isEqualTo(6 + 3);
    assertRows();

    assertThat(load("first", new LoadMode.Insert())).isEqualTo(first);
    assertThat(load("second", new LoadMode.Insert()))
        .filteredOn(Outcome.AlreadyLoaded.class::isInstance)
        .hasSize(9);
    assertRows();

    DocumentRows rows = new DocumentRows(database.dialect());
    assertThat(load("third", new LoadMode.Replace(rows)))
        .filteredOn(Outcome.Loaded.class::isInstance)
        .hasSize(9)
        .allSatisfy(outcome -> assertThat(kept(outcome)).isEqualTo(2));
    assertRows();
    // An older order says otherwise of a customer who has moved since.
    assertThat(load("fourth", new LoadMode.Verify(rows)))
        .filteredOn(Outcome.Rejected.class::isInstance)
        .hasSize(2)
        .extracting(outcome -> ((Outcome.Rejected) outcome).failure().reason())
        .contains("the database has other rows: customer: 1 row with other values in name");
  }

  private void assertRows() throws SQLException {
    assertThat(strings("SELECT customer_no, name FROM customer ORDER BY customer_no"))
        .containsExactly(
            "K-01 Customer One",
            "K-02 Customer Two, moved",
            "K-03 Customer Three",
            "K-05 Customer Five");
    assertThat(
            strings(
                "SELECT v.plate, c.customer_no, m.name FROM vehicle v"
                    + " JOIN customer c ON c.customer_id = v.customer_id"
                    + " LEFT JOIN make m ON m.make_id = v.make_id ORDER BY v.plate"))
        .containsExactly(
            "AA 101 K-01 Example Motors",
            "AA 102 K-02 Sample Cars",
            "AA 103 K-01 Sample Cars",
            "AA 104 K-03 Invented Vans",
            "AA 108 K-05 Invented Vans",
            "AA 110 K-03 null");
    assertThat(strings("SELECT name FROM make ORDER BY name"))
        .containsExactly("Example Motors", "Invented Vans", "Sample Cars");
    assertThat(
            strings(
                "SELECT o.order_no, v.plate, COUNT(*) FROM work_order o"
                    + " JOIN vehicle v ON v.vehicle_id = o.vehicle_id"
                    + " JOIN work_item i ON i.work_order_id = o.work_order_id"
                    + " GROUP BY o.order_no, v.plate ORDER BY o.order_no"))
        .containsExactly(
            "W-1001 AA 101 2",
            "W-1002 AA 102 1",
            "W-1003 AA 103 3",
            "W-1004 AA 104 1",
            "W-1005 AA 102 2",
            "W-1007 AA 101 1",
            "W-1008 AA 108 1",
            "W-1009 AA 108 1",
            "W-1010 AA 110 2");
    assertThat(strings("SELECT COUNT(*) FROM work_item")).containsExactly("14");
  }

  private static long kept(Outcome outcome) {
    return outcome instanceof Outcome.Loaded loaded ? loaded.keptRows() : 0;
  }

  private void open(Server server) throws SQLException, IOException {
    database = server.connect();
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : Files.readString(FOLDER.resolve(server.script)).split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      connection.commit();
    }
    new SchemaSetup(database).create(List.of(LedgerTable.table()));
  }

  private List<Outcome> load(String run, LoadMode mode) throws IOException {
    ContractPlan plan =
        new ContractPlan(new ContractReader().read(FOLDER.resolve("contract.yaml")));
    Preparer preparer =
        new Preparer(
            ContractCatalog.of(
                List.of(
                    new LoadedContract(
                        plan.name(),
                        plan.version(),
                        plan.tables().stream().map(Table::id).toList(),
                        KeyPath.of(plan.tables()),
                        new ContractMapper(plan)))),
            new DocumentFiles(null),
            Duration.ofMinutes(1),
            Clock.systemUTC());
    List<PreparedItem> items = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("documents"))) {
      for (Path file : files.sorted().toList()) {
        int sequence = items.size() + 1;
        WorkItem work =
            new WorkItem(
                new ItemId(run, sequence),
                file.getFileName().toString(),
                null,
                1,
                Files.readAllBytes(file));
        long offset = run.length() * 1_000L + sequence;
        items.add(
            preparer.prepare(
                new ReceivedItem(work, new RecordPosition("work-" + run, 0, offset), SENT)));
      }
    }
    LoadPolicy policy =
        LoadPolicy.standard(
            mode, "host/worker-1", Duration.ofSeconds(30), WorkObserver.NONE, new TableProbes());
    try (DatabaseSession session = database.session()) {
      return new BatchLoader(
              session, new JdbcLedger(database.dialect()), policy, Clock.systemUTC(), pause -> {})
          .load(items).stream().map(DecidedItem::outcome).toList();
    }
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join(" ", row));
      }
    }
    return found;
  }
}
