package io.xmlfleet.cli.fleet;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.HttpOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.process.Health;
import io.xmlfleet.wiring.DashboardAccess;
import io.xmlfleet.wiring.KafkaAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xmlfleet dashboard}. */
@Command(
    name = DashboardCommand.NAME,
    header = "Serve the page of runs and failed documents, also when nothing runs.",
    description = {
      "Serves it until it is stopped, over the broker that --kafka names or the data folder's, which it",
      "starts if it does not run. What is replayed from the page is loaded by consumers: the next",
      "run, or those that work. A fleet has its page from 'aggregate --http' already."
    },
    footer = {"", "Examples:", "  xmlfleet dashboard", "  xmlfleet dashboard --http 9090"})
@CommandGroup.Member(CommandGroup.FLEET)
public final class DashboardCommand extends FleetCommand {
  static final String NAME = "dashboard";
  private static final int PORT = 8080;
  private static final Health HEALTH = new Health(true, "ready: serves the page");

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private HttpOptions http = new HttpOptions();

  @Override
  public boolean servesUntilStopped() {
    return true;
  }

  @Override
  public Integer call() {
    try (KafkaAccess broker = kafka.toWork();
        DashboardAccess dashboard =
            http.serveAt(PORT, broker, kafka.topics(), data(), () -> HEALTH)) {
      http.announce(dashboard);
      shutdown().await();
    }
    return ExitCodes.ALL_LOADED;
  }
}
