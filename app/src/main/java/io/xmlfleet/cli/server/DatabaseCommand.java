package io.xmlfleet.cli.server;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.wiring.DatabaseAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xmlfleet database}. */
@Command(
    name = "database",
    header = "Serve an H2 database on this machine, to try several processes.",
    description = {
      "Serves the data folder's H2 database on 127.0.0.1 until it is stopped (Ctrl-C). Commands",
      "that use the same data folder find it by themselves; for others, give its address with",
      "--db. Every user of this machine can read it. Not meant for production."
    },
    footer = {"", "Example:", "  xmlfleet database --port 9192"})
@CommandGroup.Member(CommandGroup.SERVER)
public final class DatabaseCommand extends FleetCommand {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9192",
      description = "Port on 127.0.0.1; 0: any free one (default: ${DEFAULT-VALUE}).")
  private int port = 9192;

  @Override
  public boolean servesUntilStopped() {
    return true;
  }

  @Override
  public Integer call() {
    try (DatabaseAccess database = DatabaseAccess.serve(port, owner(), data(), clock())) {
      out().println("Database ready: " + database.address() + " (user sa, no password)");
      shutdown().await();
    }
    return ExitCodes.ALL_LOADED;
  }
}
