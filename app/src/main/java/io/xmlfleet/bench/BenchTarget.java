package io.xmlfleet.bench;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.DatabaseRequest;
import io.xmlfleet.wiring.KafkaRequest;
import java.time.Duration;
import java.util.UUID;

/**
 * Which servers are measured: those that are named, else new ones in this process. Immutable.
 *
 * @param topicPrefix what the names of the topics begin with
 * @param latency before each round trip to the database; none for a database that is named
 */
public record BenchTarget(
    KafkaRequest kafka, String topicPrefix, DatabaseRequest database, Duration latency) {
  private static final String IN_THIS_PROCESS = "in this process";
  private static final int LONGEST_PREFIX = 80;
  private static final Duration LONGEST_LATENCY = Duration.ofSeconds(1);

  /**
   * Checks the target.
   *
   * @throws UsageException if the latency is out of its range, or comes with a named database
   */
  public BenchTarget {
    if (latency.isNegative() || latency.compareTo(LONGEST_LATENCY) > 0) {
      throw new UsageException("--db-latency is 0 to 1 s, not " + latency.toMillis() + " ms");
    }
    if (topicPrefix.length() > LONGEST_PREFIX) {
      throw new UsageException(
          "--topic-prefix has at most "
              + LONGEST_PREFIX
              + " characters here: bench adds a name of its own");
    }
    if (database.url() != null && !latency.isZero()) {
      throw new UsageException(
          "--db-latency puts a wait before a database of its own; with --db it is that server's own"
              + " latency which is measured: leave one of the two out");
    }
  }

  /** Topics that nobody else has. */
  TopicNames newTopics() {
    return new TopicNames(topicPrefix + "-bench-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** Where the brokers are, to be shown. */
  String broker() {
    String servers = kafka.servers();
    return servers == null ? IN_THIS_PROCESS : servers;
  }

  /** Where the database is, to be shown. */
  String store() {
    String url = database.url();
    return url == null ? IN_THIS_PROCESS : Secret.masked(url);
  }
}
