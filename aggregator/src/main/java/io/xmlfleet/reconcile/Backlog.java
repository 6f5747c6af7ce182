package io.xmlfleet.reconcile;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.topic.ClusterState;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.util.List;

/**
 * What waits for a group, and how far it had come, at one moment. Immutable.
 *
 * @param urgent work items of high priority that wait
 * @param usual the others that wait
 * @param passed work items that the group has come past so far
 * @param at runs since that moment
 */
public record Backlog(long urgent, long usual, long passed, Stopwatch at) {
  private static final double MINUTE_MILLIS = 60_000;

  /**
   * Asks the brokers.
   *
   * @param group a consumer group or a share group; of one that has not begun everything waits
   * @throws io.xmlfleet.failure.InfrastructureException if they do not answer or a topic is missing
   */
  public static Backlog read(KafkaSettings kafka, TopicNames topics, String group, Clock clock) {
    GroupPositions positions = GroupPositions.read(kafka, topics.allWork(), group);
    return new Backlog(
        positions.waiting(topics.urgentWork()),
        positions.waiting(topics.work()),
        positions.passed(topics.urgentWork()) + positions.passed(topics.work()),
        Stopwatch.start(clock));
  }

  /**
   * How far a group is in each partition of work; throws as {@link #read}.
   *
   * @return the urgent ones first
   */
  public static List<ClusterState.Lag> byPartition(
      KafkaSettings kafka, TopicNames topics, String group) {
    return GroupPositions.read(kafka, topics.allWork(), group).lag();
  }

  public long waiting() {
    return urgent + usual;
  }

  /** Items a minute that the group came past since an earlier moment. */
  public double perMinuteSince(Backlog earlier) {
    long millis = earlier.at.elapsed().minus(at.elapsed()).toMillis();
    return millis <= 0 ? 0 : Math.max(0, passed - earlier.passed) * MINUTE_MILLIS / millis;
  }
}
