package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.embedded.FreePort;
import io.xmlfleet.testing.ComposeFile;
import io.xmlfleet.testing.ComposeFile.Service;
import io.xmlfleet.testing.DeploymentFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The same with docker-compose.postgresql.yml, on a server that can be killed. */
@EnabledOnOs(OS.LINUX)
class PostgresComposedFleetIT extends ComposedFleetIT {
  private PostgresServer server;

  @Override
  ComposeFile compose() {
    return ComposeFile.onPostgres();
  }

  @Override
  Map<String, String> startDatabase() throws Exception {
    server =
        PostgresServer.create(Files.createDirectory(folder.resolve("server")), FreePort.find());
    startServer("server");
    return Map.of("XMLFLEET_DB", url("postgres"), "XMLFLEET_DB_USER", PostgresServer.USER);
  }

  private void startServer(String name) throws Exception {
    database = server.start(folder, name);
    database.await("(" + PostgresServer.READY + ")");
  }

  private String url(String name) {
    return PostgresServer.url(server.port(), name);
  }

  /** The test with the kills has all that is different here. */
  @Override
  void loadsTheSampleAndDrainsWhenItIsStopped() {}

  /** Seven processes: broker, database, aggregator, two consumers, producer, watch. */
  @Test
  void isExactAfterAConsumerAndTheServerAreKilled() throws Exception {
    Service consumer = compose.service("consumer");
    consumer.environment().put("XMLFLEET_BATCH", "4"); // so that there are many transactions
    try (FleetProcess topics = start("topics", compose.service("topics"))) {
      assertThat(topics.exitCode()).as(topics.output()).isZero();
    }
    Service producing = compose.service("producer");
    try (FleetProcess aggregator = start("aggregator", compose.service("aggregator"));
        FleetProcess first = start("first", consumer);
        FleetProcess second = start("second", consumer);
        FleetProcess producer = start("producer", producing);
        FleetProcess watcher = start("watcher", watching(producing, producer))) {
      awaitFirstDocument();

      database.signal("STOP"); // transactions are under way
      first.kill();
      database.kill();
      startServer("server-again");
      try (Connection connection = connect("postgres");
          Statement statement = connection.createStatement()) {
        assertThat(loaded(statement)).as("in the middle of the work").isBetween(1L, 193L);
      }

      try (FleetProcess third = start("third", consumer)) {
        assertThat(watcher.exitCode()).as(watcher.output()).isEqualTo(1);
        assertThat(watcher.output()).contains("194 loaded, 0 already loaded, 6 failed");
        assertThat(third.terminate()).as(third.output()).isZero();
      }
      assertThat(second.terminate()).as(second.output()).isZero();
      assertThat(aggregator.terminate()).as(aggregator.output()).isZero();
    }
    assertThat(contents("postgres")).hasSizeGreaterThan(2).isEqualTo(contentsOfACleanRun());
  }

  private void awaitFirstDocument() throws Exception {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 3_000; i++) {
        try {
          if (loaded(statement) > 0) {
            return;
          }
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as("the table is not there yet").isEqualTo("42P01");
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new AssertionError("no document is loaded");
  }

  private static long loaded(Statement statement) throws SQLException {
    try (ResultSet loaded = statement.executeQuery("SELECT COUNT(*) FROM xmlfleet_ledger")) {
      loaded.next();
      return loaded.getLong(1);
    }
  }

  private Map<String, String> contentsOfACleanRun() throws Exception {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE clean");
    }
    Path sample = DeploymentFiles.ROOT.resolve(Path.of("samples", "credit-applications"));
    try (FleetProcess run =
        FleetProcess.start(
            folder,
            "clean",
            "run",
            sample.toString(),
            "--create-tables",
            "--db",
            url("clean"),
            "--db-user",
            PostgresServer.USER)) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    }
    return contents("clean");
  }

  /** Rows of each table of the contract, and a sum of what is in them. */
  private Map<String, String> contents(String name) throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        try (ResultSet sum =
            statement.executeQuery(
                "SELECT COUNT(*) || ' rows, ' || SUM(hashtextextended(t::text, 0)) FROM "
                    + table
                    + " t")) {
          sum.next();
          contents.put(table, sum.getString(1));
        }
      }
    }
    return contents;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
                + " AND tablename NOT LIKE 'xmlfleet%'")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    }
    return tables;
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(url(name), PostgresServer.USER, "");
  }
}
