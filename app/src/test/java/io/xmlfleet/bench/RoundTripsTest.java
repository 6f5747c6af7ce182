package io.xmlfleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.Transaction;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.generate.Profile;
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
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import io.xmlfleet.testing.SqlServerWire;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a batch costs in round trips, counted on the wire: the least of several, since a server that
 * answers the beginning of what a client is still saying looks like one more.
 */
class RoundTripsTest {
  private static final int DOCUMENTS = 200;
  private static final int BATCHES = 4; // of which the first prepares its statements
  private static final int BESIDE_THE_TABLES = 3; // the ledger asked, the ledger told, the commit

  @ParameterizedTest
  @EnumSource(Server.class)
  void dependsOnTablesAndNotOnDocuments(Server server) throws Exception {
    ContractPlan contract =
        new ContractPlan(
            new ContractReader()
                .read("production.yaml", Profile.PRODUCTION.contract().orElseThrow()));
    List<Table> tables = new ArrayList<>(contract.tables());
    tables.add(LedgerTable.table());
    try (Close running = server.start();
        LatencyLink link = LatencyLink.to(running.port(), Duration.ZERO);
        Database database = server.database(link.port());
        DatabaseSession session = database.session()) {
      new SchemaSetup(database).create(tables);
      BatchLoader loader =
          new BatchLoader(
              session,
              new JdbcLedger(database.dialect()),
              LoadPolicy.standard(
                  new LoadMode.Insert(),
                  "w",
                  Duration.ofMinutes(1),
                  WorkObserver.NONE,
                  new TableProbes()),
              Clock.systemUTC(),
              pause -> {});
      List<PreparedItem> documents = prepared(contract);
      long least = Long.MAX_VALUE;
      for (int batch = 0; batch < BATCHES; batch++) {
        long before = link.roundTrips();
        var decided = loader.load(documents.subList(batch * DOCUMENTS, (batch + 1) * DOCUMENTS));
        least = Math.min(least, link.roundTrips() - before);
        assertThat(decided).allMatch(each -> each.outcome() instanceof Outcome.Loaded);
      }

      assertThat(least)
          .isEqualTo(
              contract.tables().size() + BESIDE_THE_TABLES + (server.bulk ? tables.size() : 0));
    }
  }

  /** A table's own, without the commit. */
  @ParameterizedTest
  @CsvSource({"1, 1", "999, 1", "1000, 3"})
  void isThreeForACopyIntoPostgresAndOneForAnInsert(int rows, int roundTrips) {
    Table table =
        new Table(
            new TableId(null, DatabaseUnderTest.unique("trips")),
            List.of(new Column("id", ColumnType.of(ColumnType.Kind.INT), false)),
            List.of(),
            List.of());
    RowBatch batch =
        new RowBatch(table, IntStream.range(0, rows).mapToObj(i -> new Object[] {i}).toList());
    try (LatencyLink link = LatencyLink.to(portOf(PostgresUnderTest.url()), Duration.ZERO);
        Database database = Server.POSTGRESQL.database(link.port());
        DatabaseSession session = database.session()) {
      new SchemaSetup(database).create(List.of(table));
      long least = Long.MAX_VALUE;
      for (int i = 0; i < BATCHES; i++) { // the first one looks at the table
        long before = link.roundTrips();
        session.inTransaction(Duration.ofMinutes(1), transaction -> write(transaction, batch));
        least = Math.min(least, link.roundTrips() - before);
      }

      assertThat(least).isEqualTo(roundTrips + 1);
    }
  }

  private static int write(Transaction transaction, RowBatch batch) {
    transaction.write(batch);
    return 0;
  }

  private List<PreparedItem> prepared(ContractPlan contract) {
    ContractCatalog catalog =
        ContractCatalog.of(
            List.of(
                new LoadedContract(
                    contract.name(),
                    contract.version(),
                    contract.tables().stream().map(Table::id).toList(),
                    new ContractMapper(contract))));
    var generator = Profile.PRODUCTION.generator(1);
    Preparer preparer =
        new Preparer(catalog, new DocumentFiles(null), Duration.ofMinutes(1), Clock.systemUTC());
    List<PreparedItem> prepared = new ArrayList<>();
    for (int i = 1; i <= BATCHES * DOCUMENTS; i++) {
      WorkItem work = new WorkItem(new ItemId("r", i), "d-" + i, null, 1, generator.document(i));
      prepared.add(
          preparer.prepare(new ReceivedItem(work, new RecordPosition("t", 0, i), Instant.EPOCH)));
    }
    return prepared;
  }

  private static int portOf(String url) {
    Matcher port = Pattern.compile(":(\\d+)").matcher(url);
    if (!port.find()) {
      throw new IllegalArgumentException("no port in " + url);
    }
    return Integer.parseInt(port.group(1));
  }

  private static Database database(String url, String user, String password) {
    return Database.connect(
        new DatabaseSettings(
            url,
            user,
            Secret.of(password),
            3,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            new WriterOptions(1_000, true)));
  }

  /** A server that listens, until it is closed. */
  private record Close(int port, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  private enum Server {
    H2(false) {
      @Override
      Close start() throws SQLException {
        var server =
            org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists")
                .start();
        return new Close(server.getPort(), server::stop);
      }

      @Override
      Database database(int port) {
        return RoundTripsTest.database(
            "jdbc:h2:tcp://127.0.0.1:"
                + port
                + "/mem:trips;MODE=MSSQLServer;DB_CLOSE_DELAY=-1"
                + ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
            "",
            "");
      }
    },
    POSTGRESQL(false) {
      @Override
      Close start() {
        return new Close(portOf(PostgresUnderTest.url()), () -> {});
      }

      @Override
      Database database(int port) {
        return RoundTripsTest.database(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres", PostgresUnderTest.USER, "");
      }
    },
    /** A bulk copy announces its rows before it sends them. */
    SQL_SERVERS_PROTOCOL(true) {
      @Override
      Close start() {
        return new Close(portOf(SqlServerWire.login().url()), () -> {});
      }

      @Override
      Database database(int port) {
        var login = SqlServerWire.login();
        return RoundTripsTest.database(
            login.url().replace(":" + portOf(login.url()), ":" + port),
            login.user(),
            login.password());
      }
    };

    final boolean bulk;

    Server(boolean bulk) {
      this.bulk = bulk;
    }

    abstract Close start() throws SQLException;

    abstract Database database(int port);
  }
}
