package io.xmlfleet.wiring;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.dashboard.Dashboard;
import io.xmlfleet.dashboard.DashboardSettings;
import io.xmlfleet.dashboard.FleetService;
import io.xmlfleet.dashboard.HealthStatus;
import io.xmlfleet.dashboard.ProgressSource;
import io.xmlfleet.failure.FileProblem;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.http.AccessRules;
import io.xmlfleet.http.AccessToken;
import io.xmlfleet.http.ProxyUsers;
import io.xmlfleet.http.TlsSettings;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.Health;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.reconcile.Backlog;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.topic.ClusterState;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.workbench.RepairDesks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A dashboard that is served, and where its token is. Thread-safe. */
public final class DashboardAccess implements AutoCloseable {
  private final Dashboard dashboard;
  private final Path tokenFile;

  private DashboardAccess(Dashboard dashboard, Path tokenFile) {
    this.dashboard = dashboard;
    this.tokenFile = tokenFile;
  }

  /**
   * Serves one over this Kafka.
   *
   * @throws UsageException if the token cannot be read or written, or is too short
   * @throws InfrastructureException if the port is taken
   */
  public static DashboardAccess serve(
      DashboardRequest plan,
      KafkaAccess kafka,
      TopicNames topics,
      DataFolder data,
      Supplier<Health> health) {
    return serve(plan, kafka, topics, data, health, Dashboard.Beside.NOTHING);
  }

  /**
   * The same with the workbench beside it, for dead letters of these contracts.
   *
   * @param contracts the files that may be written, by the contract's name
   * @param database where workers of this process load what is replayed
   */
  public static DashboardAccess serve(
      DashboardRequest plan,
      KafkaAccess kafka,
      TopicNames topics,
      DataFolder data,
      Supplier<Health> health,
      Map<String, Path> contracts,
      DatabaseRequest database) {
    LetterRepairs repairs =
        new LetterRepairs(kafka, topics, contracts, database, data, Clock.systemUTC());
    RepairDesks desks = new RepairDesks(repairs::open);
    return serve(
        plan, kafka, topics, data, health, new Dashboard.Beside(repairs::writable, desks::routes));
  }

  private static DashboardAccess serve(
      DashboardRequest plan,
      KafkaAccess kafka,
      TopicNames topics,
      DataFolder data,
      Supplier<Health> health,
      Dashboard.Beside beside) {
    Path named = plan.tokenFile();
    Path file = named == null ? data.dashboardToken() : named;
    KafkaSettings settings = kafka.settings();
    Dashboard dashboard =
        Dashboard.start(
            new DashboardSettings(
                plan.host(),
                plan.port(),
                rules(plan, tokens(file)),
                tls(plan.tls()),
                plan.command()),
            new Dashboard.Sources(
                progress(settings, topics),
                new FleetLetters(settings, topics, Clock.systemUTC()),
                fleet(settings, topics),
                () -> status(health.get())),
            beside,
            Clock.systemUTC());
    return new DashboardAccess(dashboard, file);
  }

  private static ProgressSource progress(KafkaSettings settings, TopicNames topics) {
    return (visitor, caughtUp, goOn) -> {
      try (ProgressReader reader = ProgressReader.connect(settings, topics)) {
        reader.followAll(visitor, caughtUp, goOn);
      }
    };
  }

  private static FleetService fleet(KafkaSettings settings, TopicNames topics) {
    return new FleetService() {
      @Override
      public ClusterState cluster() {
        return ClusterState.read(settings, topics);
      }

      @Override
      public List<ClusterState.Lag> lag(@Nullable String group) {
        return Backlog.byPartition(
            settings, topics, group == null ? topics.consumerGroup() : group);
      }
    };
  }

  private static HealthStatus status(Health health) {
    return new HealthStatus(health.alive(), health.ready(), health.line());
  }

  /**
   * Reads the files that a dashboard of this kind needs, before anything starts.
   *
   * @throws UsageException if one of them, or an address of a proxy, cannot be used
   */
  public static void check(DashboardRequest plan) {
    Path operators = plan.tokenFile();
    rules(plan, operators == null ? List.of() : tokens(operators));
    TlsSettings tls = tls(plan.tls());
    if (tls != null) {
      tls.check();
    }
  }

  private static AccessRules rules(DashboardRequest plan, List<AccessToken> operators) {
    Path readers = plan.readTokenFile();
    DashboardRequest.Proxy proxy = plan.proxy();
    return new AccessRules(
        operators,
        readers == null ? List.of() : tokens(readers),
        proxy == null ? null : ProxyUsers.of(proxy.addresses(), proxy.header(), proxy.operators()),
        plan.operator());
  }

  private static List<AccessToken> tokens(Path file) {
    List<String> lines = lines(file);
    try {
      return AccessToken.parse(lines);
    } catch (UsageException e) {
      throw new UsageException("the file " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable TlsSettings tls(DashboardRequest.@Nullable Tls tls) {
    return tls == null
        ? null
        : new TlsSettings(
            tls.keyStore(), Secret.of(lines(tls.passwordFile()).stream().findFirst().orElse("")));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UsageException(FileProblem.reading("the file " + file, e), e);
    }
  }

  public String url() {
    return dashboard.url();
  }

  /** Whether somebody has a page of it open. */
  public boolean isWatched() {
    return dashboard.isWatched();
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return dashboard.isLoopback();
  }

  /** Whether what is sent can be read on its way. */
  public boolean isEncrypted() {
    return dashboard.url().startsWith("https:");
  }

  public Path tokenFile() {
    return tokenFile;
  }

  @Override
  public void close() {
    dashboard.close();
  }
}
