package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.embedded.EmbeddedBroker;
import io.xmlfleet.embedded.FreePort;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerStatus.State;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.testing.FaultyLink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server that is stopped and started again, with real connections to it. */
class DatabaseOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration NETWORK_LIMIT = Duration.ofSeconds(4);

  @TempDir Path folder;

  @Test
  void waitsForTheServerAndGoesOnWithinFiveSecondsOfItsReturn() throws Exception {
    String port = Integer.toString(FreePort.find()); // nobody else's while the server is away
    Server server = server(port);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Database database = connect(port);
        Fleet fleet = new Fleet(broker.bootstrapServers(), "fleet")) {
      new SchemaSetup(database).create(List.of(LedgerTable.table(), Fleet.TABLE));
      fleet.start(fleet.settings("a"), database::session, new JdbcLedger(database.dialect()));
      fleet.produce(1, 50, Map.of());
      fleet.readUntil(PATIENCE, () -> fleet.done(50));

      server.stop();
      fleet.produce(51, 300, Map.of());
      fleet.readUntil(PATIENCE, () -> fleet.statuses.stream().anyMatch(this::waiting));
      Instant outageSeen = Instant.now();
      // Long enough for the pool to have slowed its attempts down.
      fleet.readUntil(
          PATIENCE, () -> Instant.now().isAfter(outageSeen.plus(Duration.ofSeconds(12))));
      assertThat(fleet.items()).hasSize(50);
      Instant back = Instant.now();
      server = server(port);
      fleet.readUntil(PATIENCE, () -> fleet.done(300));

      assertThat(firstLoadedAfter(fleet, outageSeen)).isBefore(back.plusSeconds(5));
      assertThat(fleet.deadLetters).isEmpty();
      assertThat(fleet.results).allMatch(result -> result.outcome() instanceof Outcome.Loaded);
      assertThat(count(database, "note")).isEqualTo(300);
      assertThat(count(database, LedgerTable.NAME)).isEqualTo(300);
    } finally {
      server.stop();
    }
  }

  @Test
  void givesUpOnAConnectionThatIsSilentForEver() throws Exception {
    Server server = server("0");
    try (FaultyLink link = FaultyLink.to(server.getPort());
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Database database = connect(Integer.toString(link.port()));
        Fleet fleet = new Fleet(broker.bootstrapServers(), "fleet")) {
      new SchemaSetup(database).create(List.of(LedgerTable.table(), Fleet.TABLE));
      // One worker: a second one may connect only after the link has forgotten, and is not held up.
      fleet.start(
          fleet.settings("a").withThreads(1),
          database::session,
          new JdbcLedger(database.dialect()));
      fleet.produce(1, 50, Map.of());
      fleet.readUntil(PATIENCE, () -> fleet.done(50));

      link.forget();
      Instant stalled = Instant.now();
      fleet.produce(51, 100, Map.of());
      fleet.readUntil(PATIENCE, () -> fleet.done(100));

      assertThat(firstLoadedAfter(fleet, stalled))
          .isBetween(stalled.plus(NETWORK_LIMIT), stalled.plus(NETWORK_LIMIT).plusSeconds(20));
      assertThat(fleet.deadLetters).isEmpty();
      assertThat(count(database, "note")).isEqualTo(100);
    } finally {
      server.stop();
    }
  }

  private boolean waiting(WorkerStatus status) {
    return status.state() == State.WAITING_FOR_DATABASE;
  }

  private static Instant firstLoadedAfter(Fleet fleet, Instant outage) {
    return fleet.results.stream()
        .map((WorkResult result) -> result.processing().finishedAt())
        .filter(finished -> finished.isAfter(outage))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private Server server(String port) throws SQLException {
    return Server.createTcpServer(
            "-tcpPort", port, "-ifNotExists", "-baseDir", folder.resolve("h2").toString())
        .start();
  }

  private static Database connect(String port) {
    return Database.connect(
        new DatabaseSettings(
            "jdbc:h2:tcp://127.0.0.1:" + port + "/./fleet;MODE=MSSQLServer",
            "sa",
            Secret.NONE,
            4,
            Duration.ofSeconds(15),
            NETWORK_LIMIT,
            new WriterOptions(1_000, false)));
  }

  private static long count(Database database, String table) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"" + table + "\"")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
