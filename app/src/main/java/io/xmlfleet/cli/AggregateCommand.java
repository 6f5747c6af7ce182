package io.xmlfleet.cli;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.LogPlan;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xmlfleet aggregate}. */
@Command(
    name = "aggregate",
    header = "Turn outcomes into progress reports; a second one stands by.",
    description = {
      "Reads outcomes, dead letters and run events, and publishes one progress report a run, until",
      "it is stopped. Start two for safety: one is active, the other takes over when it falls",
      "silent. A restart goes on exactly where the last snapshot was."
    },
    footer = {"", "Example:", "  xmlfleet aggregate --kafka broker1:9092"})
final class AggregateCommand extends FleetCommand {
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  LogPlan.Console console() {
    return LogPlan.Console.LIFECYCLE;
  }

  @Override
  public Integer call() {
    try (KafkaAccess broker =
            KafkaAccess.toWork(kafka.request(name()), general().data(), surroundings().clock())
                .withTopics(kafka.topics());
        Aggregator aggregator =
            Aggregator.start(
                broker.settings(), kafka.topics(), broker.aggregating(), surroundings().clock())) {
      out().println("Aggregating from " + broker.settings().bootstrapServers());
      while (!surroundings().shutdown().await(LOOK)) {
        if (!aggregator.running()) {
          throw new InfrastructureException("the aggregator has stopped; the log says why");
        }
      }
      out().println("Stopping: saving the state");
    }
    return ExitCodes.ALL_LOADED;
  }
}
