package io.xmlfleet.cli.inspect;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.KafkaOptions;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.reconcile.Backlog;
import io.xmlfleet.wiring.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xmlfleet lag}. */
@Command(
    name = "lag",
    header = "Show how many documents wait, how fast they are done, and the time left.",
    description = {
      "Shows how many documents wait and how fast they are done. It asks the brokers twice how",
      "far the group is; the rate is that of all consumers in the time between. Every document",
      "counts, also one that will fail or is loaded already. With --json it is for autoscalers:",
      "the time left says more about the number of workers that you need than the number of",
      "documents does."
    },
    footer = {"", "Example:", "  xmlfleet lag --json --over 30 --kafka broker1:9092"})
@CommandGroup.Member(CommandGroup.INSPECT)
public final class LagCommand extends FleetCommand {
  private static final int LONGEST_SECONDS = 3_600;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Group of the consumers (default: PREFIX.consumers).")
  private @Nullable String group;

  @Option(
      names = "--over",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Time between the two measurements (default: ${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  /**
   * The answer to machines.
   *
   * @param documentsPerMinute over the time between the two questions
   * @param secondsLeft at that rate; null: nothing moves, and something waits
   */
  private record Lag(
      String group,
      long waiting,
      long urgent,
      double documentsPerMinute,
      @Nullable Double secondsLeft) {}

  @Override
  public Integer call() {
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw new UsageException("--over is 1 to 3600 seconds, not " + seconds);
    }
    String asked = group == null ? kafka.topics().consumerGroup() : group;
    try (KafkaAccess broker = open(asked)) {
      Backlog before = read(broker, asked);
      if (broker.settings().folder() != null) {
        print(lag(asked, before, before)); // nobody is there who could get on
        return ExitCodes.ALL_LOADED;
      }
      if (shutdown().await(Duration.ofSeconds(seconds))) {
        return ExitCodes.INTERRUPTED;
      }
      print(lag(asked, before, read(broker, asked)));
    }
    return ExitCodes.ALL_LOADED;
  }

  private KafkaAccess open(String asked) {
    return KafkaAccess.stopped(kafka.request(), data(), kafka.topics(), asked)
        .orElseGet(() -> KafkaAccess.toLook(kafka.request(), data(), clock()));
  }

  private Backlog read(KafkaAccess broker, String asked) {
    return Backlog.read(broker.settings(), kafka.topics(), asked, clock());
  }

  private static Lag lag(String group, Backlog before, Backlog now) {
    double perMinute = now.perMinuteSince(before);
    Double left =
        now.waiting() == 0
            ? Double.valueOf(0)
            : perMinute == 0 ? null : now.waiting() * 60 / perMinute;
    return new Lag(group, now.waiting(), now.urgent(), perMinute, left);
  }

  private void print(Lag lag) {
    if (json) {
      out().println(new String(FleetJson.write(lag), StandardCharsets.UTF_8));
      return;
    }
    Double left = lag.secondsLeft();
    out()
        .printf(
            Locale.ROOT,
            "%s: %,d documents wait, %,d of them urgent; %,.1f a minute; %s%n",
            lag.group(),
            lag.waiting(),
            lag.urgent(),
            lag.documentsPerMinute(),
            left == null ? "nothing moves" : String.format(Locale.ROOT, "%,.0f s left", left));
  }
}
