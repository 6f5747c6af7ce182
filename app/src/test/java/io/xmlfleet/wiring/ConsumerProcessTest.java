package io.xmlfleet.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.Patience;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer finds out about its tables before it asks a broker for anything. */
public class ConsumerProcessTest {
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
  private Patience patience = Patience.NONE;
  private String url;
  private Connection keeper;

  @BeforeEach
  void makeTable() throws SQLException {
    url = "jdbc:h2:mem:start-" + System.nanoTime() + ";LOCK_TIMEOUT=200";
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
  void waitsForALockThatIsHeldAtTheStart() throws Exception {
    CountDownLatch ended = SlowCheck.begin();
    AtomicInteger pauses = new AtomicInteger();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Connection holder = DriverManager.getConnection(url, "sa", "");
        Statement statement = holder.createStatement()) {
      statement.execute("CREATE ALIAS slow_check FOR '" + SlowCheck.class.getName() + ".value'");
      statement.execute("INSERT INTO reading VALUES (DATE '2026-03-01', 1)");
      Future<Boolean> locked =
          other.submit(() -> statement.execute("ALTER TABLE reading ADD CHECK (slow_check() > 0)"));
      SlowCheck.awaitBegin();
      patience =
          new Patience(
              Duration.ofMinutes(5),
              pause -> {
                pauses.incrementAndGet();
                ended.countDown();
                assertThat(locked).succeedsWithin(Duration.ofSeconds(30));
                return false;
              });

      assertThatThrownBy(() -> start(CONTRACT))
          .as("it looked at the tables, behind the lock")
          .hasMessageContaining("reading.taken: datetime into date, which has no time");
      assertThat(pauses).hasValue(1);
    } finally {
      other.shutdownNow();
    }
  }

  /** A constraint whose check takes until the test ends it: the schema is locked meanwhile. */
  public static final class SlowCheck {
    private static volatile CountDownLatch begun = new CountDownLatch(0);
    private static volatile CountDownLatch ended = new CountDownLatch(0);

    private SlowCheck() {}

    static CountDownLatch begin() {
      begun = new CountDownLatch(1);
      ended = new CountDownLatch(1);
      return ended;
    }

    static void awaitBegin() throws InterruptedException {
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Called by H2. */
    public static int value() throws InterruptedException {
      begun.countDown();
      return ended.await(60, TimeUnit.SECONDS) ? 1 : 0;
    }
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
            text.contains("gone") ? TableCare.NONE : TableCare.CREATE,
            new WriterOptions(100, false),
            WorkerSettings.standard(TopicNames.standard()));
    ConsumerProcess.start(
            plan,
            new DatabaseAccess.Login(url, "sa", Secret.NONE, patience),
            NO_BROKER,
            TopicNames.standard(),
            Clock.systemUTC())
        .close();
  }
}
