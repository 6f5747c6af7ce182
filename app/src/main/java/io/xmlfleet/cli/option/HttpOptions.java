package io.xmlfleet.cli.option;

import io.xmlfleet.cli.base.CurrentUser;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.Health;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.DashboardAccess;
import io.xmlfleet.wiring.DashboardRequest;
import io.xmlfleet.wiring.DatabaseRequest;
import io.xmlfleet.wiring.KafkaAccess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a dashboard is served, and where. */
@Command(optionListHeading = "%nDashboard:%n")
public final class HttpOptions {
  private static final int HIGHEST_PORT = 65_535;

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
          "Name or address to listen on. If other machines must reach it, set a key store,"
              + " or put a proxy in front of it (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--http-token-file",
      paramLabel = "FILE",
      description =
          "File with the tokens that are needed to see documents and to replay, one in each"
              + " line: TOKEN, or NAME: TOKEN (default: dashboard-token in the data folder, with"
              + " a random token).")
  private @Nullable Path tokenFile;

  @Option(
      names = "--http-read-token-file",
      paramLabel = "FILE",
      description =
          "File with the tokens that are needed to see reports and reasons (default: no"
              + " token is needed for these).")
  private @Nullable Path readTokenFile;

  @Option(
      names = "--http-user-header",
      paramLabel = "NAME",
      description =
          "Header in which a trusted proxy sends the name of the user, such as"
              + " X-Forwarded-User.")
  private @Nullable String userHeader;

  @Option(
      names = "--http-trusted-proxy",
      paramLabel = "ADDRESS",
      split = ",",
      description = "Address of a proxy whose header is trusted; repeatable.")
  private List<String> proxies = new ArrayList<>();

  @Option(
      names = "--http-operators",
      paramLabel = "USER",
      split = ",",
      description =
          "Users of the proxy who may see documents and replay without a token; other users"
              + " may only read.")
  private List<String> operators = new ArrayList<>();

  @Option(
      names = "--http-key-store",
      paramLabel = "FILE",
      description = "Key and certificate for TLS, as PKCS #12 (default: no TLS).")
  private @Nullable Path keyStore;

  @Option(
      names = "--http-key-store-password-file",
      paramLabel = "FILE",
      description = "File whose first line is the key store's password.")
  private @Nullable Path keyStorePassword;

  /**
   * Finds what is wrong before anything starts, and says which secrets everybody can read.
   *
   * @throws UsageException if the port is none, an option lacks another one, or a file cannot be
   *     used
   */
  public void check() {
    if (port != null && (port < 0 || port > HIGHEST_PORT)) {
      throw new UsageException("--http takes a port from 0 to " + HIGHEST_PORT + ", not " + port);
    }
    proxy();
    tls();
    if (port != null) { // its libraries may be left out where nothing is served
      checkFiles(port);
    }
  }

  /** The same at a port that is usual here, where none was asked for. */
  public void checkAt(int usual) {
    check();
    if (port == null) {
      checkFiles(usual);
    }
  }

  private void checkFiles(int at) {
    for (Path secret : Arrays.asList(tokenFile, readTokenFile, keyStore, keyStorePassword)) {
      if (secret != null) {
        SecretExposure.warnIfOpen(secret, mixee.commandLine().getErr());
      }
    }
    DashboardAccess.check(request(at));
  }

  /**
   * Serves it if it was asked for; null: it was not.
   *
   * @throws UsageException if the token is not usable
   */
  public @Nullable DashboardAccess serve(
      KafkaAccess kafka, TopicNames topics, DataFolder data, Supplier<Health> health) {
    return port == null ? null : DashboardAccess.serve(request(port), kafka, topics, data, health);
  }

  private DashboardRequest request(int at) {
    String command =
        FleetCommand.of(mixee).advice("{command}", "--data", "--kafka", "--topic-prefix");
    return new DashboardRequest(
        host, at, tokenFile, readTokenFile, proxy(), tls(), CurrentUser.name(), command);
  }

  private DashboardRequest.@Nullable Proxy proxy() {
    if (userHeader == null) {
      if (!proxies.isEmpty() || !operators.isEmpty()) {
        throw new UsageException(
            "--http-trusted-proxy and --http-operators need --http-user-header, which says where"
                + " the proxy names its users");
      }
      return null;
    }
    return new DashboardRequest.Proxy(proxies, userHeader, operators);
  }

  private DashboardRequest.@Nullable Tls tls() {
    if ((keyStore == null) != (keyStorePassword == null)) {
      throw new UsageException(
          "--http-key-store and --http-key-store-password-file go together: name both, or none");
    }
    return keyStore == null || keyStorePassword == null
        ? null
        : new DashboardRequest.Tls(keyStore, keyStorePassword);
  }

  /**
   * The same at a port that is usual here, where none was asked for, and with the workbench beside
   * it.
   *
   * @param contracts the files that may be written, by the contract's name
   * @param database where workers of this process load what is replayed
   */
  public DashboardAccess serveAt(
      int usual,
      KafkaAccess kafka,
      TopicNames topics,
      DataFolder data,
      Supplier<Health> health,
      Map<String, Path> contracts,
      DatabaseRequest database) {
    return DashboardAccess.serve(
        request(port == null ? usual : port), kafka, topics, data, health, contracts, database);
  }

  public boolean asked() {
    return port != null;
  }

  /** Says where it is, if it is served. */
  public void announce(@Nullable DashboardAccess dashboard) {
    if (dashboard == null) {
      return;
    }
    PrintWriter out = mixee.commandLine().getOut();
    out.println("Dashboard: " + dashboard.url());
    out.println("  Its token, for documents and replays, is in " + dashboard.tokenFile());
    if (!dashboard.isLoopback() && !dashboard.isEncrypted()) {
      out.println("  Other machines may reach it, and what they send is not encrypted.");
    }
    out.flush();
  }
}
