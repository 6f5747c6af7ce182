package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.generate.CorpusWriter;
import io.xmlfleet.generate.CreditApplications;
import io.xmlfleet.generate.DocumentGenerator;
import io.xmlfleet.generate.Faults;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.settings.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet as its users start it: one process a part. */
class SeveralProcessesIT {
  private static final int DOCUMENTS = 600;
  private static final int BROKEN = 4;
  private static final Path CONTRACT =
      Path.of("..", "samples", "credit-applications", "contract.yaml").toAbsolutePath().normalize();

  private final DocumentGenerator documents =
      new Faults(new CreditApplications(3), DOCUMENTS, BROKEN);

  @TempDir Path folder;
  private FleetProcess broker;
  private FleetProcess database;
  private String kafka;
  private String url;

  @BeforeEach
  void startServers() throws Exception {
    broker = FleetProcess.start(folder, "broker", "broker", "--port", "0");
    database = FleetProcess.start(folder, "database", "database", "--port", "0");
    kafka = broker.await("Broker ready: (\\S+)");
    url = database.await("Database ready: (\\S+)");
    assertThat(
            FleetProcess.start(folder, "topics", "topics", "create", "--kafka", kafka).exitCode())
        .isZero();
  }

  @AfterEach
  void stopServers() {
    broker.close();
    database.close();
  }

  @Test
  void losesAndDoublesNothingWhenConsumersComeAndAreKilled() throws Exception {
    new CorpusWriter(documents, folder.resolve("documents")).write(DOCUMENTS);
    try (FleetProcess first = consumer("first");
        FleetProcess second = consumer("second");
        FleetProcess aggregator =
            FleetProcess.start(folder, "aggregator", "aggregate", "--kafka", kafka);
        FleetProcess producer = producer()) {
      first.await("(Consuming) as first with 2 workers");
      second.await("(Consuming) as second");
      aggregator.await("(Aggregating)");
      String run = producer.await("Run (\\S+)");
      try (FleetProcess watcher =
              FleetProcess.start(folder, "watcher", "watch", run, "--kafka", kafka);
          FleetProcess third = consumer("third")) {
        awaitReport(run, report -> processed(report, "third") > 0);
        ProgressReport middle = awaitReport(run, report -> processed(report, "third") > 50);
        first.kill();
        assertThat(middle.finished()).as("the middle of the run").isFalse();

        assertThat(producer.exitCode()).isZero();
        assertThat(watcher.exitCode()).as(watcher.output()).isEqualTo(1);
        assertThat(watcher.output()).contains("596 loaded, 0 already loaded, 4 failed");
        assertExact(awaitReport(run, ProgressReport::finished));
        assertThat(second.terminate()).isZero();
        assertThat(third.terminate()).isZero();
        assertThat(aggregator.terminate()).isZero();
      }
    }
    assertThat(database.terminate()).isZero();
    assertThat(broker.terminate()).isZero();
  }

  private FleetProcess consumer(String name) throws Exception {
    return FleetProcess.start(
        folder,
        name,
        "consume",
        "--contract",
        CONTRACT.toString(),
        "--create-tables",
        "--threads",
        "2",
        "--batch",
        "1", // slow, so that the run has a middle
        "--instance",
        name,
        "--kafka",
        kafka,
        "--db",
        url);
  }

  private FleetProcess producer() throws Exception {
    return FleetProcess.start(
        folder,
        "producer",
        "produce",
        folder.resolve("documents").toString(),
        "--contract",
        "credit-applications",
        "--kafka",
        kafka);
  }

  private ProgressReport awaitReport(String run, Predicate<ProgressReport> condition) {
    Deadline deadline = Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
    ProgressReport[] met = {null};
    try (ProgressReader reader =
        ProgressReader.connect(
            new KafkaSettings(kafka), new TopicNames(TopicNames.DEFAULT_PREFIX))) {
      reader.follow(
          run,
          report -> {
            if (report != null && (condition.test(report) || report.finished())) {
              met[0] = report;
            }
            return met[0] == null && !deadline.expired();
          });
    }
    assertThat(met[0]).as("progress of " + run).isNotNull();
    return met[0];
  }

  private static long processed(ProgressReport report, String instance) {
    return report.workers().stream()
        .filter(worker -> worker.worker().startsWith(instance))
        .mapToLong(WorkerShare::processed)
        .sum();
  }

  /** Rows, ledger and progress, each against what the contract makes of the documents here. */
  private void assertExact(ProgressReport report) throws Exception {
    ExpectedRows expected = new ExpectedRows(CONTRACT, documents, DOCUMENTS);
    assertThat(report.counts())
        .isEqualTo(new ProgressReport.Counts((long) DOCUMENTS, DOCUMENTS - BROKEN, 0, BROKEN));
    assertThat(new TreeMap<>(report.rows())).isEqualTo(expected.byTable());
    expected.assertIn(url);
  }
}
