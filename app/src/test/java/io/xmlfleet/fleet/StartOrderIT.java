package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.CommandLineCall;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.InstanceLock;
import io.xmlfleet.process.Shutdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a fleet on one machine may be started in any order. */
class StartOrderIT {
  private static final Path CONTRACT =
      Path.of("..", "samples", "credit-applications", "contract.yaml");

  @TempDir Path folder;

  @Test
  void waitsForServersThatComeLater() throws Exception {
    try (FleetProcess aggregator =
            FleetProcess.start(folder, "aggregator", "aggregate", "--http", "0");
        FleetProcess standby = FleetProcess.start(folder, "standby", "aggregate", "--http", "0");
        FleetProcess consumer =
            FleetProcess.start(folder, "consumer", "consume", "--contract", CONTRACT.toString());
        FleetProcess producer =
            FleetProcess.start(
                folder,
                "producer",
                "produce",
                CONTRACT.resolveSibling("documents").toString(),
                "--run-id",
                "r",
                "--contract",
                "credit-applications")) {
      for (FleetProcess waiting : List.of(aggregator, standby, consumer, producer)) {
        assertThat(waiting.await("(Waiting for a broker in .*)"))
            .contains("xmlfleet broker", "--kafka");
      }
      try (FleetProcess broker = FleetProcess.start(folder, "broker", "broker", "--port", "0")) {
        broker.await("(Broker ready)");
        aggregator.await("(Dashboard: http)");
        standby.await("(Dashboard: http)");
        producer.await("(200 sent)");
        assertThat(consumer.await("(Waiting for a database in .*)")).contains("xmlfleet database");
        try (FleetProcess watch = FleetProcess.start(folder, "watch", "watch", "r")) {
          assertThat(watch.await("(No consumer runs.*)")).endsWith("xmlfleet consume");
        }
        try (FleetProcess database =
            FleetProcess.start(folder, "database", "database", "--port", "0")) {
          database.await("(Database ready)");
          consumer.await("(Consuming as)");
          assertThat(new CommandLineSession(folder.resolve("data")).run("watch", "r").out())
              .contains("194");
          assertThat(consumer.terminate()).as(consumer.output()).isZero();
          assertThat(aggregator.terminate()).as(aggregator.output()).isZero();
        }
      }
    }
  }

  @Test
  void waitsLongerThanABrokerBootsAndStopsWhenAsked() throws Exception {
    DataFolder data = new DataFolder(folder.resolve("data"));
    InstanceLock booting =
        InstanceLock.claim(data.path(), "broker", Clock.systemUTC()).requireFree("broker", data);
    try (booting) {
      Shutdown stop = new Shutdown();
      CommandLineSession session = new CommandLineSession(data.path());
      CompletableFuture<CommandLineCall> consume =
          CompletableFuture.supplyAsync(
              () -> session.run(stop, "consume", "--contract", CONTRACT.toString()));
      stop.await(Duration.ofSeconds(1));
      assertThat(consume).isNotDone();
      stop.ask();
      CommandLineCall stopped = consume.get();

      assertThat(stopped.exitCode()).isEqualTo(130);
      assertThat(stopped.out()).contains("Waiting for a broker in " + data.path());
      assertThat(stopped.err()).contains("stopped while waiting for a broker in " + data.path());
    }
    assertThat(Files.exists(data.path().resolve("broker"))).as("a broker of its own").isFalse();
  }

  @Test
  void makesOneTokenHoweverManyAskForIt() throws Exception {
    DataFolder data = new DataFolder(folder.resolve("data"));
    List<CompletableFuture<String>> askers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      askers.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Files.readString(data.dashboardToken());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
    }
    CompletableFuture.allOf(askers.toArray(CompletableFuture[]::new)).get();

    assertThat(askers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    try (var files = Files.list(data.path())) {
      assertThat(files).containsExactly(data.dashboardToken());
    }
    assertThat(rights(data.path())).isEqualTo("rwx------");
    assertThat(rights(data.dashboardToken())).isEqualTo("rw-------");
    assertThat(rights(data.logs())).isEqualTo("rwx------");
    assertThat(rights(data.broker())).isEqualTo("rwx------");
    assertThat(rights(data.databaseFile().getParent())).isEqualTo("rwx------");
  }

  private static String rights(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
