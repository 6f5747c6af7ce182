package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.embedded.EmbeddedDatabase;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.PostgresUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of samples/existing-tables, with rows that many documents share and keys that the
 * database makes, filled by a run that is killed twice.
 */
class KilledOverExistingTablesIT {
  private static final int ORDERS = 300;
  private static final int CUSTOMERS = 30;
  private static final int VEHICLES = 60;
  private static final int MAKES = 12;
  private static final Path SAMPLE =
      Path.of("..", "samples", "existing-tables").toAbsolutePath().normalize();

  @TempDir Path folder;

  @BeforeEach
  void writeOrders() throws Exception {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    for (int i = 0; i < ORDERS; i++) {
      int vehicle = i % VEHICLES;
      Files.writeString(
          documents.resolve("order-" + i + ".xml"),
          """
          <Order no="W-%d" date="2026-03-02">
            <Customer no="C-%d" country="CH"><Name>Customer %d</Name></Customer>
            <Vehicle plate="P %d" make="Make %d"/>
            <Item price="240.50"><Text>Brakes</Text></Item>
            <Item price="80.00"><Text>Oil</Text></Item>
          </Order>
          """
              .formatted(i, vehicle % CUSTOMERS, vehicle % CUSTOMERS, vehicle, vehicle % MAKES));
    }
  }

  @Test
  void leavesNoRowTooManyInH2() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    EmbeddedDatabase made = EmbeddedDatabase.start(new DataFolder(data).databaseFile(), 0, "made");
    try (Connection connection =
        DriverManager.getConnection(made.localUrl(), EmbeddedDatabase.USER, "")) {
      makeTables(connection, "tables-h2.sql");
    }
    made.close();
    loadAndKill();
    try (FleetProcess database =
        FleetProcess.start(folder, "database", "database", "--port", "0")) {
      String url = database.await("Database ready: (\\S+)");
      try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.USER, "")) {
        assertRows(connection);
      }
    }
  }

  @Test
  void leavesNoRowTooManyInPostgres() throws Exception {
    String schema = DatabaseUnderTest.unique("workshop");
    String url = PostgresUnderTest.url() + "?currentSchema=" + schema;
    try (Connection connection = DriverManager.getConnection(url, PostgresUnderTest.USER, "")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA " + schema);
      }
      makeTables(connection, "tables-postgresql.sql");
      loadAndKill("--db", url, "--db-user", PostgresUnderTest.USER, "--create-tables");
      assertRows(connection);
    }
  }

  private static void makeTables(Connection connection, String script) throws Exception {
    try (Statement statement = connection.createStatement()) {
      for (String sql : Files.readString(SAMPLE.resolve(script)).split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  private void loadAndKill(String... database) throws Exception {
    for (int i = 1; i <= 2; i++) {
      try (FleetProcess killed = run("killed-" + i, database)) {
        killed.await("Progress: [0-9,]+/\\S+ \\(([0-9.]+)%\\)");
        killed.kill();
      }
    }
    try (FleetProcess last = run("last", database)) {
      assertThat(last.exitCode()).as(last.output()).isZero();
      assertThat(last.output()).contains("0 failed");
    }
    try (FleetProcess again = run("again", database)) {
      assertThat(again.exitCode()).as(again.output()).isZero();
      assertThat(again.output()).contains(ORDERS + " already loaded");
    }
  }

  private FleetProcess run(String name, String... database) throws Exception {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "run",
                    folder.resolve("documents").toString(),
                    "--contract",
                    SAMPLE.resolve("contract.yaml").toString(),
                    "--batch",
                    "5"), // slow, so that the run has a middle
                Stream.of(database))
            .toArray(String[]::new);
    return FleetProcess.start(folder, name, arguments);
  }

  /** Each order's rows once, and each at its own vehicle, customer and make. */
  private static void assertRows(Connection connection) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT o.order_no, v.plate, c.customer_no, m.name, COUNT(*) FROM work_order o"
                    + " JOIN vehicle v ON v.vehicle_id = o.vehicle_id"
                    + " JOIN customer c ON c.customer_id = v.customer_id"
                    + " JOIN make m ON m.make_id = v.make_id"
                    + " JOIN work_item i ON i.work_order_id = o.work_order_id"
                    + " GROUP BY o.order_no, v.plate, c.customer_no, m.name")) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
          row.add(found.getString(i));
        }
        rows.add(String.join(", ", row));
      }
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      int vehicle = i % VEHICLES;
      expected.add(
          "W-%d, P %d, C-%d, Make %d, 2"
              .formatted(i, vehicle, vehicle % CUSTOMERS, vehicle % MAKES));
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(count(connection, "customer")).isEqualTo(CUSTOMERS + 1);
    assertThat(count(connection, "vehicle")).isEqualTo(VEHICLES);
    assertThat(count(connection, "make")).isEqualTo(MAKES + 1);
    assertThat(count(connection, "work_item")).isEqualTo(2 * ORDERS);
  }

  private static int count(Connection connection, String table) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      assertThat(found.next()).isTrue();
      return found.getInt(1);
    }
  }
}
