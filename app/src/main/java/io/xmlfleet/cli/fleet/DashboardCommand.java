package io.xmlfleet.cli.fleet;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.contract.ContractFiles;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.option.HttpOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.process.Health;
import io.xmlfleet.wiring.ContractMemory;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DashboardAccess;
import io.xmlfleet.wiring.KafkaAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet dashboard}. */
@Command(
    name = DashboardCommand.NAME,
    header = "Serve the page of runs and failed documents, also when nothing runs.",
    description = {
      "Serves the dashboard page until you stop it. It reads from the broker that --kafka names,",
      "or from the broker of the data folder, which it starts if necessary. Documents that you",
      "replay from the page are loaded by consumers that run, or by the next run. In a fleet,",
      "'aggregate --http' serves the same page. A dead letter whose contract is known here opens",
      "in the workbench: corrected, saved and replayed there. With the data folder's own broker,",
      "workers of this process load it."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet dashboard",
      "  xmlfleet dashboard --http 9090 --contract contracts"
    })
@CommandGroup.Member(CommandGroup.FLEET)
public final class DashboardCommand extends FleetCommand {
  static final String NAME = "dashboard";
  private static final int PORT = 8080;
  private static final Health HEALTH = new Health(true, "ready: serves the page");

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private HttpOptions http = new HttpOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--contract",
      paramLabel = "FILE|FOLDER",
      split = ",",
      description =
          "Contracts that users with the token may correct from the pages of dead letters;"
              + " repeatable (default: those used before in the data folder).")
  private List<Path> contracts = new ArrayList<>();

  @Override
  public boolean servesUntilStopped() {
    return true;
  }

  @Override
  public Integer call() {
    http.checkAt(PORT);
    try (KafkaAccess broker = kafka.toWork();
        DashboardAccess dashboard =
            http.serveAt(
                PORT,
                broker,
                kafka.topics(),
                data(),
                () -> HEALTH,
                contracts(),
                database.request())) {
      http.announce(dashboard);
      shutdown().await();
    }
    return ExitCodes.ALL_LOADED;
  }

  private Map<String, Path> contracts() {
    if (contracts.isEmpty()) {
      return new ContractMemory(data()).files();
    }
    Map<String, Path> named = new LinkedHashMap<>();
    ContractFiles.all(contracts)
        .forEach(file -> named.put(Contracts.read(file).name(), file.toAbsolutePath().normalize()));
    return named;
  }
}
