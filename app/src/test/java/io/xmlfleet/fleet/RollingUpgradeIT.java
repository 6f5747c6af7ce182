package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fleet of one version becomes one of another, process by process, while documents come: {@code
 * -Dupgrade.jar} names the packaged jar of the version before, with its libraries beside it.
 */
@EnabledIfSystemProperty(named = "upgrade.jar", matches = ".+")
class RollingUpgradeIT {
  private static final Path SAMPLE =
      Path.of("..", "samples", "credit-applications").toAbsolutePath().normalize();

  private static final int MORE = 2_000;

  /** Which version is there first. */
  private enum Change {
    UPGRADE,
    DOWNGRADE
  }

  @TempDir Path folder;
  private final List<FleetProcess> processes = new ArrayList<>();
  private String kafka;
  private String database;

  @BeforeEach
  void startServers() throws Exception {
    kafka = started(true, "broker", "broker", "--port", "0").await("Broker ready: (\\S+)");
    database = started(true, "database", "database", "--port", "0").await("Database ready: (\\S+)");
    assertThat(
            started(true, "topics", "topics", "create", "--partitions", "4", "--kafka", kafka)
                .exitCode())
        .isZero();
  }

  @AfterEach
  void stopAll() {
    processes.forEach(FleetProcess::close);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void everyRunIsExactWhoeverWorksAtIt(Change change) throws Exception {
    boolean before = change == Change.DOWNGRADE;
    boolean after = !before;
    FleetProcess aggregator = aggregate(before, "aggregator-before");
    aggregator.await("(this aggregator is active)");
    FleetProcess consumer = consume(before, "consumer-before");
    produce(before, "one");
    requireDone(before, "one", 1, "194 loaded, 0 already loaded, 6 failed");

    // Both versions share the work, and each reads what the other one's producer sends.
    FleetProcess consumerAfter = consume(after, "consumer-after");
    FleetProcess aggregatorAfter = aggregate(after, "aggregator-after");
    produce(after, "two");
    produce(before, "three");
    requireDone(after, "two", 1, "0 loaded, 194 already loaded, 6 failed");
    requireDone(before, "three", 1, "0 loaded, 194 already loaded, 6 failed");

    // The other version goes on from the snapshot of the first, in the middle of a run.
    Path more = folder.resolve("more");
    String count = Integer.toString(MORE);
    FleetProcess generated =
        started(true, "generate", "generate", "--count", count, "--seed=77", "--out=" + more);
    assertThat(generated.exitCode()).as(generated.output()).isZero();
    producing(before, "four", more).await("(Run four)");
    aggregator.kill();
    assertThat(consumer.terminate()).as(consumer.output()).isZero();
    aggregatorAfter.await("(this aggregator is active)");
    requireDone(after, "four", 0, "2,000 loaded, 0 already loaded, 0 failed");
    for (String run : List.of("one", "two", "three", "four")) {
      FleetProcess reconciled =
          started(
              after,
              "reconcile-" + run,
              "reconcile",
              "--run",
              run,
              "--kafka",
              kafka,
              "--db",
              database,
              "--db-user",
              "sa");
      assertThat(reconciled.exitCode()).as(reconciled.output()).isZero();
    }
    assertThat(consumerAfter.terminate()).as(consumerAfter.output()).isZero();
  }

  private FleetProcess aggregate(boolean latest, String name) throws Exception {
    FleetProcess aggregator =
        started(latest, name, "aggregate", "--kafka", kafka, "--takeover-after", "3");
    aggregator.await("(Aggregating)");
    return aggregator;
  }

  private FleetProcess consume(boolean latest, String name) throws Exception {
    FleetProcess consumer =
        started(
            latest,
            name,
            "consume",
            "--create-tables",
            "--threads",
            "2",
            "--instance",
            name,
            "--contract",
            SAMPLE.resolve("contract.yaml").toString(),
            "--kafka",
            kafka,
            "--db",
            database,
            "--db-user",
            "sa");
    consumer.await("(Consuming as )");
    return consumer;
  }

  private void produce(boolean latest, String run) throws Exception {
    FleetProcess producer = producing(latest, run, SAMPLE);
    assertThat(producer.exitCode()).as(producer.output()).isZero();
  }

  private FleetProcess producing(boolean latest, String run, Path documents) throws Exception {
    return started(
        latest,
        "produce-" + run,
        "produce",
        documents.toString(),
        "--contract=credit-applications",
        "--kafka",
        kafka,
        "--run-id",
        run);
  }

  private void requireDone(boolean latest, String run, int code, String counts) throws Exception {
    FleetProcess watcher = started(latest, "watch-" + run, "watch", run, "--kafka", kafka);
    assertThat(watcher.exitCode()).as(watcher.output()).isEqualTo(code);
    assertThat(watcher.output()).contains(counts);
  }

  private FleetProcess started(boolean latest, String name, String... arguments) throws Exception {
    Path data = Files.createDirectories(folder.resolve(name));
    FleetProcess process =
        latest
            ? FleetProcess.start(data, name, arguments)
            : FleetProcess.startJar(
                data, Path.of(System.getProperty("upgrade.jar")), name, arguments);
    processes.add(process);
    return process;
  }
}
