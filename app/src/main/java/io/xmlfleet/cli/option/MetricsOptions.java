package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.wiring.MetricsAccess;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether metrics are served, and where. */
@Command(optionListHeading = "%nMetrics:%n")
public final class MetricsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
      description =
          "Serve /metrics for Prometheus, /health/live and /health/ready at this port; 0: any free"
              + " one (default: none).")
  private @Nullable Integer port;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Name or address for --metrics to listen on; 0.0.0.0 if Prometheus is on another"
              + " machine (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  /**
   * Begins to serve them, if they were asked for, and says where.
   *
   * @throws io.xmlfleet.failure.UsageException if there is no such port
   */
  public MetricsAccess serve() {
    if (port == null) {
      return MetricsAccess.NONE;
    }
    MetricsAccess metrics = MetricsAccess.serve(host, port, Environment.of(mixee).clock());
    PrintWriter out = mixee.commandLine().getOut();
    metrics.url().ifPresent(url -> out.println("Metrics: " + url));
    out.flush();
    return metrics;
  }
}
