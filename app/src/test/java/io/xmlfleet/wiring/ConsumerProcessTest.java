package io.xmlfleet.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer finds out about its tables before it asks a broker for anything. */
class ConsumerProcessTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: reading
      root: R
      tables:
        - table: reading
          columns:
            - { column: taken, type: datetime, from: Taken }
            - { column: level, type: double, from: Level }
      """;

  /** Nobody listens there. */
  private static final KafkaSettings NO_BROKER = new KafkaSettings("127.0.0.1:1");

  @TempDir Path folder;
  private String url;
  private Connection keeper;

  @BeforeEach
  void makeTable() throws SQLException {
    url = "jdbc:h2:mem:start-" + System.nanoTime();
    keeper = DriverManager.getConnection(url, "sa", "");
    try (Statement statement = keeper.createStatement()) {
      statement.execute("create table reading (taken date, level real)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    keeper.close();
  }

  @Test
  void refusesColumnsThatHoldLessThanTheContractsTypes() {
    assertThatThrownBy(() -> start(CONTRACT))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("reading.taken: datetime into date, which has no time")
        .hasMessageContaining("reading.level: double into real, which is narrower")
        .hasMessageEndingWith("narrower: allowed");
  }

  @Test
  void asksForTablesThatAreMissing() {
    assertThatThrownBy(() -> start(CONTRACT.replace("table: reading", "table: gone")))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("no table gone")
        .hasMessageContaining("--create-tables");
  }

  private void start(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("contract.yaml"), text);
    ConsumerPlan plan =
        new ConsumerPlan(
            Contracts.readAll(List.of(file)),
            !text.contains("gone"),
            new WriterOptions(100, false),
            WorkerSettings.standard(TopicNames.standard()));
    ConsumerProcess.start(
            plan,
            new DatabaseAccess.Login(url, "sa", Secret.NONE),
            NO_BROKER,
            TopicNames.standard(),
            Clock.systemUTC())
        .close();
  }
}
