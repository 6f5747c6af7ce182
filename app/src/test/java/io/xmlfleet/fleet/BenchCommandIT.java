package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.testing.KafkaUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandIT {
  private static final String PREFIX = "measured";

  @TempDir Path folder;

  @Test
  void measuresEachNumberOfWorkersAndLeavesNothingBehind() throws Exception {
    Path data = folder.resolve("data");
    Path json = folder.resolve("bench.json");
    Path svg = folder.resolve("bench.svg");

    CommandLineCall result =
        new CommandLineSession(data)
            .run(
                "bench",
                "--workers=2,1",
                "--profile=small",
                "--documents=150",
                "--warm-ups=1",
                "--rounds=1",
                "--json=" + json,
                "--svg=" + svg);

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out()).contains("throughput (rec/min)", "Round 1 of 1: 1 worker: ");
    Map<?, ?> figures = FleetJson.read(Files.readAllBytes(json), Map.class);
    assertThat((Double) figures.get("ratio_to_bare_aalto")).isBetween(1e-6, 1.0);
    assertThat((Map<?, ?>) figures.get("records_per_minute"))
        .hasSize(2)
        .allSatisfy((workers, rate) -> assertThat((Double) rate).isPositive());
    assertThat(svg).content().startsWith("<svg");
    assertThat(data)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("bench-"));
  }

  @Test
  void cleansUpOnServersThatAreNamed() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("h2") + ";MODE=MSSQLServer";
    Path json = folder.resolve("bench.json");

    CommandLineCall result = benchOn(url, "--json=" + json);

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(FleetJson.read(Files.readAllBytes(json), Map.class).get("kafka"))
        .isEqualTo(KafkaUnderTest.settings().bootstrapServers());
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
      while (tables.next()) {
        assertThat(tables.getString("TABLE_NAME")).isEqualTo("xmlfleet_turn");
      }
    }
    try (Admin admin =
        Admin.create(KafkaUnderTest.settings().clientProperties(Map.of(), Map.of()))) {
      assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith(PREFIX));
    }
  }

  @Test
  void touchesNoTableThatIsThereAlready() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("h2") + ";MODE=MSSQLServer";
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE \"payment\" (dear INT)");
      statement.execute("INSERT INTO \"payment\" VALUES (1)");
    }

    CommandLineCall result = benchOn(url);

    assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
    assertThat(result.err()).contains("payment", "empty database");
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"payment\"")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  private CommandLineCall benchOn(String url, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "bench",
                "--workers=2",
                "--profile=small",
                "--documents=150",
                "--warm-ups=0",
                "--rounds=2",
                "--topic-prefix=" + PREFIX,
                "--kafka=" + KafkaUnderTest.settings().bootstrapServers(),
                "--db=" + url));
    line.addAll(List.of(more));
    return new CommandLineSession(folder.resolve("data")).run(line.toArray(String[]::new));
  }

  @Test
  void stopsWhenAskedAndLeavesNothingBehind() {
    Path data = folder.resolve("data");
    Shutdown stop = new Shutdown();
    stop.ask();

    CommandLineCall result =
        new CommandLineSession(data)
            .run(stop, "bench", "--workers=1", "--profile=small", "--documents=10", "--rounds=9");

    assertThat(result.exitCode()).as("%s", result).isEqualTo(130);
    assertThat(result.out()).contains("Stopped");
    assertThat(data)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("bench-"));
  }
}
