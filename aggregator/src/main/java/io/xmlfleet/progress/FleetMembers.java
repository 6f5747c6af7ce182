package io.xmlfleet.progress;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a fleet are surely away at one moment, by the members of their groups. A group
 * that this login may not ask for, and brokers that do not answer, say nothing of them. Immutable.
 *
 * @param noAggregator no aggregator runs, active or standing by
 * @param noConsumer no consumer works in the fleet's own groups; those of {@code --group} are not
 *     known here
 * @param silent the brokers did not answer
 */
public record FleetMembers(boolean noAggregator, boolean noConsumer, boolean silent) {
  private static final int ANSWER_MILLIS = 5_000;

  private enum Group {
    EMPTY,
    SILENT,
    OTHER
  }

  /** Asks the brokers, and knows their answers within a few seconds. */
  public static FleetMembers read(KafkaSettings kafka, TopicNames topics) {
    // To close a client is to wait for what it was asked: its own limits have to be short as well.
    Map<String, Object> patience =
        Map.of("default.api.timeout.ms", ANSWER_MILLIS, "request.timeout.ms", ANSWER_MILLIS);
    try (Admin admin = ClientFactory.admin(kafka, patience)) {
      String aggregators = topics.aggregatorGroup();
      String consumers = topics.consumerGroup();
      String sharers = topics.shareGroup();
      var usual = admin.describeConsumerGroups(List.of(aggregators, consumers)).describedGroups();
      var shares = admin.describeShareGroups(List.of(sharers)).describedGroups();
      Group aggregating = group(usual.get(aggregators), group -> group.members().isEmpty());
      Group consuming = group(usual.get(consumers), group -> group.members().isEmpty());
      Group sharing = group(shares.get(sharers), group -> group.members().isEmpty());
      return new FleetMembers(
          aggregating == Group.EMPTY,
          consuming == Group.EMPTY && sharing == Group.EMPTY,
          List.of(aggregating, consuming, sharing).contains(Group.SILENT));
    }
  }

  private static <T> Group group(@Nullable KafkaFuture<T> asked, Predicate<T> empty) {
    try {
      return asked != null && empty.test(asked.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS))
          ? Group.EMPTY
          : Group.OTHER;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        return Group.SILENT;
      }
      return e.getCause() instanceof GroupIdNotFoundException ? Group.EMPTY : Group.OTHER;
    } catch (TimeoutException e) {
      return Group.SILENT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Group.OTHER;
    }
  }
}
