package io.xmlfleet.wiring;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.dashboard.Dashboard;
import io.xmlfleet.dashboard.DashboardSettings;
import io.xmlfleet.dashboard.FleetService;
import io.xmlfleet.dashboard.HealthStatus;
import io.xmlfleet.dashboard.ProgressSource;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.Health;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.reconcile.Backlog;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.topic.ClusterState;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
    Path named = plan.tokenFile();
    Path file = named == null ? data.dashboardToken() : named;
    KafkaSettings settings = kafka.settings();
    Dashboard dashboard =
        Dashboard.start(
            new DashboardSettings(
                plan.host(), plan.port(), token(file), plan.operator(), plan.command()),
            new Dashboard.Sources(
                progress(settings, topics),
                new FleetLetters(settings, topics, Clock.systemUTC()),
                fleet(settings, topics),
                () -> status(health.get())),
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

  private static Secret token(Path file) {
    try {
      return Secret.of(Files.readString(file).lines().findFirst().orElse("").strip());
    } catch (IOException e) {
      throw new UsageException("the token file " + file + " cannot be read", e);
    }
  }

  public String url() {
    return dashboard.url();
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    return dashboard.isLoopback();
  }

  public Path tokenFile() {
    return tokenFile;
  }

  @Override
  public void close() {
    dashboard.close();
  }
}
