package io.xmlfleet.wiring;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.reconcile.WaitingContracts;
import io.xmlfleet.topic.ClusterState;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.WorkerSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A fleet of others, whose documents a command of one run must not take. */
public final class SharedFleet {
  private static final String APART =
      "or give this run topics of its own, under another --topic-prefix (topics create makes them)";

  /** For so long, and no longer, Kafka counts a consumer that was killed. */
  private static final Duration UNTIL_FORGOTTEN = Duration.ofMinutes(1);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private SharedFleet() {}

  /**
   * Makes sure that the workers of a run have the documents of a Kafka for themselves, unless it is
   * one of this process. What waits on a broker of the data folder was left by who uses the folder.
   *
   * @param say takes what is waited for
   * @throws UsageException if others work there, or documents wait that the workers would reject
   */
  public static void requireUnused(
      KafkaAccess kafka,
      TopicNames topics,
      WorkerSettings workers,
      Contracts contracts,
      Shutdown stop,
      Consumer<String> say) {
    if (kafka.location() == ServerLocation.OWN) {
      return;
    }
    String group = workers.membership().group();
    requireAlone(kafka.settings(), group, workers.instance(), UNTIL_FORGOTTEN, stop, say);
    if (kafka.location() == ServerLocation.NAMED) {
      WaitingContracts.other(contracts::take, kafka.settings(), topics, group)
          .ifPresent(
              other -> {
                throw new UsageException(
                    ("documents wait on this fleet for the contract %s, which this run does not have:"
                            + " its workers would reject them. Load them first with consume, name"
                            + " their contract with --contract, too, %s")
                        .formatted(other, APART));
              });
    }
  }

  /**
   * Waits for consumers to leave, or for Kafka to forget those that were killed.
   *
   * @param instance whose own they are need not leave: they were of a process that has died
   */
  static void requireAlone(
      KafkaSettings kafka,
      String group,
      String instance,
      Duration patience,
      Shutdown stop,
      Consumer<String> say) {
    List<ClusterState.Member> others = others(kafka, group, instance);
    if (others.isEmpty()) {
      return;
    }
    say.accept(
        "Consumers work on this fleet, one of them on %s. Waiting up to %d s, since they may have been killed …"
            .formatted(others.get(0).host(), patience.toSeconds()));
    Stopwatch waiting = Stopwatch.start(Clock.systemUTC());
    while (!waiting.reached(patience) && !stop.await(BETWEEN_LOOKS)) {
      others = others(kafka, group, instance);
      if (others.isEmpty()) {
        return;
      }
    }
    throw new UsageException(
        ("consumers work on this fleet already, %d of the group %s, one of them on %s: run would"
                + " load documents of others, and they those of run. Send documents to them with"
                + " produce, and look with watch; %s")
            .formatted(others.size(), group, others.get(0).host(), APART));
  }

  private static List<ClusterState.Member> others(
      KafkaSettings kafka, String group, String instance) {
    return ClusterState.members(kafka, group).stream()
        .filter(member -> !member.client().startsWith(instance + '-'))
        .toList();
  }
}
