package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.CurrentUser;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.Health;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.DashboardAccess;
import io.xmlfleet.wiring.DashboardRequest;
import io.xmlfleet.wiring.KafkaAccess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a dashboard is served, and where. */
@Command(optionListHeading = "%nDashboard:%n")
public final class HttpOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--http",
      paramLabel = "PORT",
      description =
          "Serve the dashboard and its API at this port; 0: any free one (default: none).")
  private @Nullable Integer port;

  @Option(
      names = "--http-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Name or address to listen on. There is no TLS: put a proxy before it if others are to"
              + " reach it (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--http-token-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the token that documents and replays need (default:"
              + " dashboard-token in the data folder, made with a random one).")
  private @Nullable Path tokenFile;

  /**
   * Serves it if it was asked for; null: it was not.
   *
   * @throws UsageException if the token is not usable
   */
  public @Nullable DashboardAccess serve(
      KafkaAccess kafka, TopicNames topics, DataFolder data, Supplier<Health> health) {
    if (port == null) {
      return null;
    }
    if (tokenFile != null) {
      SecretExposure.warnIfOpen(tokenFile, mixee.commandLine().getErr());
    }
    String command =
        FleetCommand.of(mixee).advice("{command}", "--data", "--kafka", "--topic-prefix");
    DashboardRequest plan =
        new DashboardRequest(host, port, tokenFile, CurrentUser.name(), command);
    return DashboardAccess.serve(plan, kafka, topics, data, health);
  }

  /** Says where it is, if it is served. */
  public void announce(@Nullable DashboardAccess dashboard) {
    if (dashboard == null) {
      return;
    }
    PrintWriter out = mixee.commandLine().getOut();
    out.println("Dashboard: " + dashboard.url());
    out.println("  Its token, for documents and replays, is in " + dashboard.tokenFile());
    if (!dashboard.isLoopback()) {
      out.println("  Other machines may reach it, and what they send is not encrypted.");
    }
    out.flush();
  }
}
