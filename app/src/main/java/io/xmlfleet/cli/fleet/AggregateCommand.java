package io.xmlfleet.cli.fleet;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.HealthOptions;
import io.xmlfleet.cli.option.HttpOptions;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.cli.option.MetricsOptions;
import io.xmlfleet.cli.option.WebhookOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.notice.NoticePolicy;
import io.xmlfleet.process.Health;
import io.xmlfleet.process.HealthFile;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.progress.AggregatorSettings;
import io.xmlfleet.wiring.DashboardAccess;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.MetricsAccess;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet aggregate}. */
@Command(
    name = "aggregate",
    header = "Publish the progress of runs; a second one takes over if the first stops.",
    description = {
      "Reads outcomes, dead letters and run events, and publishes one progress report for each",
      "run, until you stop it. Start two for safety: one is active, and the other takes over if",
      "it stops. After a restart it continues exactly from its last snapshot."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet aggregate --kafka broker1:9092",
      "  xmlfleet aggregate --kafka broker1:9092 --http 8080"
    })
@CommandGroup.Member(CommandGroup.FLEET)
public final class AggregateCommand extends FleetCommand {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(30); // the most that a broker allows

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Mixin private HealthOptions healthOptions = new HealthOptions();

  @Mixin private HttpOptions http = new HttpOptions();

  @Mixin private MetricsOptions metricsOptions = new MetricsOptions();

  @Mixin private WebhookOptions webhook = new WebhookOptions();

  @Option(
      names = "--takeover-after",
      paramLabel = "SECONDS",
      description =
          "Time without a sign of the active aggregator after which another one takes over"
              + " (default: 6, the least that most brokers allow; 4 on the broker of the data"
              + " folder).")
  private @Nullable Integer takeoverAfter;

  @Option(
      names = "--keep-runs",
      paramLabel = "DAYS",
      defaultValue = "30",
      description =
          "How long a run is kept after its last event, finished or not (default:"
              + " ${DEFAULT-VALUE} days).")
  private int keepRuns;

  @Override
  public boolean servesUntilStopped() {
    return true;
  }

  @Override
  public Integer call() {
    http.check();
    NoticePolicy notices = webhook.policy(clock());
    try (HealthFile health = healthOptions.keep();
        MetricsAccess metrics = metricsOptions.serve();
        KafkaAccess broker = kafka.toJoin(metrics);
        Aggregator aggregator =
            Aggregator.start(
                broker.settings(), kafka.topics(), settings(broker).telling(notices), clock());
        @Nullable DashboardAccess dashboard =
            http.serve(broker, kafka.topics(), data(), () -> health(aggregator))) {
      out().println("Aggregating from " + broker.settings().bootstrapServers());
      http.announce(dashboard);
      metrics.show(aggregator);
      metrics.report(() -> health(aggregator));
      health.report(() -> health(aggregator));
      while (!shutdown().await(LOOK)) {
        aggregator.requireRunning();
      }
      health.stopping();
      metrics.stopping();
      out().println("Stopping: saving the state");
    }
    return ExitCodes.ALL_LOADED;
  }

  private static Health health(Aggregator aggregator) {
    return Health.of(aggregator.sign());
  }

  private AggregatorSettings settings(KafkaAccess broker) {
    if (keepRuns < 1) {
      throw new UsageException("--keep-runs is 1 day or more, not " + keepRuns);
    }
    AggregatorSettings usual = broker.aggregating().keepingRuns(Duration.ofDays(keepRuns));
    Integer seconds = takeoverAfter;
    if (seconds == null) {
      return usual;
    }
    if (seconds < 1 || seconds > LONGEST.toSeconds()) {
      throw new UsageException(
          "--takeover-after is 1 to " + LONGEST.toSeconds() + " seconds, not " + seconds);
    }
    return usual.takingOverAfter(Duration.ofSeconds(seconds));
  }
}
