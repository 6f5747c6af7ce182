package io.xmlfleet.cli.fleet;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.contract.ContractFiles;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.HealthOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.MetricsOptions;
import io.xmlfleet.cli.option.WorkOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.Health;
import io.xmlfleet.process.HealthFile;
import io.xmlfleet.wiring.ConsumerProcess;
import io.xmlfleet.wiring.ContractMemory;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.MetricsAccess;
import io.xmlfleet.wiring.ServerLocation;
import io.xmlfleet.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet consume}. */
@Command(
    name = "consume",
    header = "Load the documents of all runs; start as many as you need.",
    description = {
      "Takes documents from the work topic, maps them by their contract and inserts the rows,",
      "until you stop it (SIGTERM or Ctrl-C; it finishes its present batches). Processes of one",
      "group share the partitions; when a process is started or stopped, the partitions are",
      "shared out again."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet consume --contract c.yaml --threads 4",
      "  xmlfleet consume --contract a.yaml,b.yaml --kafka k:9092 \\",
      "    --db 'jdbc:sqlserver://s;databaseName=d' --db-user loader --db-password-file secret"
    })
@CommandGroup.Member(CommandGroup.FLEET)
public final class ConsumeCommand extends FleetCommand {
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Mixin private WorkOptions work = new WorkOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private HealthOptions healthOptions = new HealthOptions();

  @Mixin private MetricsOptions metricsOptions = new MetricsOptions();

  @Option(
      names = "--contract",
      paramLabel = "FILE|FOLDER",
      split = ",",
      description =
          "Contracts for the documents: files, all *.yaml, *.yml and *.json of a folder, or"
              + " gallery:NAME of contract list; repeatable (default: those used before in the"
              + " data folder).")
  private List<Path> contracts = new ArrayList<>();

  @Option(
      names = "--create-tables",
      description =
          "Create missing tables (the embedded database does so always, other databases"
              + " only with this option).")
  private boolean createTables;

  @Override
  public boolean servesUntilStopped() {
    return true;
  }

  @Override
  public Integer call() {
    WorkerSettings workers = work.workers(kafka.topics());
    List<Path> files = ContractFiles.all(contracts);
    try (HealthFile health = healthOptions.keep();
        MetricsAccess metrics = metricsOptions.serve();
        KafkaAccess broker = kafka.toJoin(metrics);
        DatabaseAccess target =
            broker.location() == ServerLocation.NAMED ? database.toWork() : database.toJoin();
        ConsumerProcess consumers =
            ConsumerProcess.start(
                work.plan(
                    loaded(files, broker, workers),
                    target.care(createTables),
                    workers,
                    broker,
                    metrics),
                target.login(),
                broker.settings(),
                kafka.topics(),
                clock())) {
      if (broker.location() != ServerLocation.NAMED) {
        new ContractMemory(data()).remember(files);
      }
      out()
          .printf(
              "Consuming as %s with %d workers%n", workers.instance(), consumers.health().size());
      metrics.show(consumers);
      metrics.report(() -> Health.of(consumers.health(), consumers.problem()));
      health.report(() -> Health.of(consumers.health(), consumers.problem()));
      while (!shutdown().await(LOOK)) {
        consumers.requireRunning();
      }
      health.stopping();
      metrics.stopping();
      out().println("Stopping: finishing the batches in hand");
    }
    return ExitCodes.ALL_LOADED;
  }

  private Contracts loaded(List<Path> files, KafkaAccess broker, WorkerSettings workers) {
    Contracts loaded =
        broker.location() == ServerLocation.NAMED
            ? Contracts.readAll(files)
            : new ContractMemory(data())
                .with(
                    files,
                    files.isEmpty()
                        ? ContractMemory.Need.ALL
                        : broker.waitingFor(workers, kafka.topics()));
    if (loaded.names().isEmpty()) {
      throw new UsageException("no contract is given: name one with --contract FILE");
    }
    return loaded;
  }
}
