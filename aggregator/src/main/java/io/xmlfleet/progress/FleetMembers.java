package io.xmlfleet.progress;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import java.util.List;
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
 * that this login may not ask for, and brokers that do not answer, say nothing. Immutable.
 *
 * @param noAggregator no aggregator runs, active or standing by
 * @param noConsumer no consumer works in the fleet's own groups; those of {@code --group} are not
 *     known here
 */
public record FleetMembers(boolean noAggregator, boolean noConsumer) {
  private static final long ANSWER_SECONDS = 2;

  /** Asks the brokers. */
  public static FleetMembers read(KafkaSettings kafka, TopicNames topics) {
    try (Admin admin = ClientFactory.admin(kafka)) {
      String aggregators = topics.aggregatorGroup();
      String consumers = topics.consumerGroup();
      String sharers = topics.shareGroup();
      var usual = admin.describeConsumerGroups(List.of(aggregators, consumers)).describedGroups();
      var shares = admin.describeShareGroups(List.of(sharers)).describedGroups();
      return new FleetMembers(
          isEmpty(usual.get(aggregators), group -> group.members().isEmpty()),
          isEmpty(usual.get(consumers), group -> group.members().isEmpty())
              && isEmpty(shares.get(sharers), group -> group.members().isEmpty()));
    }
  }

  private static <T> boolean isEmpty(@Nullable KafkaFuture<T> asked, Predicate<T> empty) {
    try {
      return asked != null && empty.test(asked.get(ANSWER_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause() instanceof GroupIdNotFoundException;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
