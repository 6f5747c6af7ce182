package io.xmlfleet.cli.server;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.KafkaRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xmlfleet broker}. */
@Command(
    name = "broker",
    header = "Serve a Kafka broker on this machine, to try several processes.",
    description = {
      "Serves a single Kafka broker on 127.0.0.1 until it is stopped (Ctrl-C). It keeps its",
      "topics in the data folder. Commands that use the same data folder find it by themselves;",
      "for others, give its address with --kafka. Not meant for production."
    },
    footer = {"", "Example:", "  xmlfleet broker --port 9092"})
@CommandGroup.Member(CommandGroup.SERVER)
public final class BrokerCommand extends FleetCommand {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port on 127.0.0.1; 0: any free one (default: ${DEFAULT-VALUE}).")
  private int port = 9092;

  @Option(
      names = "--advertise",
      paramLabel = "HOST:PORT",
      description =
          "Address to which clients connect, if there is a port forwarding between"
              + " (default: 127.0.0.1 and the port).")
  private @Nullable String advertised;

  @Override
  public boolean servesUntilStopped() {
    return true;
  }

  @Override
  public Integer call() {
    KafkaRequest request = new KafkaRequest(null, Map.of(), owner());
    try (KafkaAccess kafka = KafkaAccess.serve(port, advertised(), request, data(), clock())) {
      out().println("Broker ready: " + kafka.settings().bootstrapServers());
      shutdown().await();
    }
    return ExitCodes.ALL_LOADED;
  }

  private @Nullable String advertised() {
    if (advertised != null && !advertised.matches("\\S+:\\d{1,5}")) {
      throw new UsageException("--advertise takes HOST:PORT, not \"" + advertised + "\"");
    }
    return advertised;
  }
}
