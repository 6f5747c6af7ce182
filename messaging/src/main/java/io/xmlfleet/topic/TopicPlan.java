package io.xmlfleet.topic;

import java.time.Duration;

/**
 * How the topics are to be created. Immutable.
 *
 * @param workPartitions upper bound of worker threads that can share the work
 * @param outcomePartitions of results, and of dead letters
 * @param replicationFactor copies of each partition; 1 on a single broker; {@link
 *     #AS_THE_CLUSTER_DOES}
 * @param maxMessageBytes largest record the topics take
 * @param retention how long work and results are kept
 */
public record TopicPlan(
    int workPartitions,
    int outcomePartitions,
    short replicationFactor,
    int maxMessageBytes,
    Duration retention) {
  /** As many copies as the brokers give a topic for which nobody says how many. */
  public static final short AS_THE_CLUSTER_DOES = -1;

  /** Room above the largest document for headers and framing. */
  public static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

  public static final int DEFAULT_MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

  public TopicPlan {
    boolean replicated = replicationFactor >= 1 || replicationFactor == AS_THE_CLUSTER_DOES;
    if (workPartitions < 1 || outcomePartitions < 1 || !replicated || maxMessageBytes < 1) {
      throw new IllegalArgumentException("partitions, replication and size are positive");
    }
  }

  /** With as many partitions for results, and for dead letters, as for work. */
  public TopicPlan(
      int partitions, short replicationFactor, int maxMessageBytes, Duration retention) {
    this(partitions, partitions, replicationFactor, maxMessageBytes, retention);
  }

  /** The same with another number of partitions, of work and of outcomes. */
  public TopicPlan withPartitions(int partitions) {
    return new TopicPlan(partitions, replicationFactor, maxMessageBytes, retention);
  }

  /**
   * The same for a broker of one machine: more partitions of what its workers only write share
   * nothing out, and each costs three files and some milliseconds at the first start.
   */
  public TopicPlan onOneMachine() {
    return new TopicPlan(workPartitions, 1, replicationFactor, maxMessageBytes, retention);
  }

  /** The same with as many copies as the cluster gives by default. */
  public TopicPlan withClusterReplication() {
    return new TopicPlan(
        workPartitions, outcomePartitions, AS_THE_CLUSTER_DOES, maxMessageBytes, retention);
  }

  /** 12 partitions, one copy, documents up to 16 MiB, seven days. */
  public static TopicPlan standard() {
    return new TopicPlan(
        12, (short) 1, DEFAULT_MAX_DOCUMENT_BYTES + RECORD_OVERHEAD_BYTES, Duration.ofDays(7));
  }
}
