package io.xmlfleet.wiring;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.reconcile.WaitingContracts;
import io.xmlfleet.topic.ClusterState;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.worker.WorkerSettings;
import java.util.List;

/** A fleet of others, whose documents a command of one run must not take. */
public final class SharedFleet {
  private static final String APART =
      "or give this run topics of its own, under another --topic-prefix (topics create makes them)";

  private SharedFleet() {}

  /**
   * Makes sure that the workers of a run have the documents of a Kafka for themselves, unless it is
   * one of this process. What waits on a broker of the data folder was left by who uses the folder.
   *
   * @throws UsageException if others work there, or documents wait that the workers would reject
   */
  public static void requireUnused(
      KafkaAccess kafka, TopicNames topics, WorkerSettings workers, Contracts contracts) {
    if (kafka.location() == ServerLocation.OWN) {
      return;
    }
    String group = workers.membership().group();
    // Those of this name may be its own, of a process that has died.
    List<ClusterState.Member> others =
        ClusterState.members(kafka.settings(), group).stream()
            .filter(member -> !member.client().startsWith(workers.instance() + '-'))
            .toList();
    if (!others.isEmpty()) {
      throw new UsageException(
          ("consumers work on this fleet already, %d of the group %s, one of them on %s: run would"
                  + " load documents of others, and they those of run. Send documents to them with"
                  + " produce, and look with watch; %s. A consumer that was killed counts for up to"
                  + " a minute")
              .formatted(others.size(), group, others.get(0).host(), APART));
    }
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
}
