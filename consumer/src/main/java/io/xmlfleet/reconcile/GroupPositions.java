package io.xmlfleet.reconcile;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How far a group has come on the work topic at one moment, a consumer group or a share group.
 * Immutable.
 *
 * @param committed offsets by partition, all before which are done; none: it has not begun there
 * @param ends ends by partition
 */
record GroupPositions(String topic, Map<Integer, Long> committed, Map<Integer, Long> ends) {
  private static final long ANSWER_SECONDS = 30;

  GroupPositions {
    committed = Map.copyOf(committed);
    ends = Map.copyOf(ends);
  }

  /**
   * Asks the brokers.
   *
   * @throws InfrastructureException if they do not answer or the topic is missing
   */
  static GroupPositions read(KafkaSettings kafka, String topic, String group) {
    try (Admin admin = Clients.admin(kafka)) {
      // The offsets first: what is committed has its outcome, and that can be seen from now on.
      Map<Integer, Long> committed =
          isShareGroup(admin, group)
              ? ofShareGroup(admin, topic, group)
              : ofConsumerGroup(admin, topic, group);
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      for (TopicDescription described :
          answer(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
        described
            .partitions()
            .forEach(
                each ->
                    wanted.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
      }
      Map<Integer, Long> ends = new HashMap<>();
      answer(admin.listOffsets(wanted).all())
          .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
      return new GroupPositions(topic, committed, ends);
    }
  }

  private static boolean isShareGroup(Admin admin, String group) {
    ListGroupsOptions shares = new ListGroupsOptions().withTypes(Set.of(GroupType.SHARE));
    return answer(admin.listGroups(shares).all()).stream()
        .anyMatch(listed -> listed.groupId().equals(group));
  }

  private static Map<Integer, Long> ofConsumerGroup(Admin admin, String topic, String group) {
    Map<Integer, Long> committed = new HashMap<>();
    answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              // A partition without a committed offset is listed with null.
              if (partition.topic().equals(topic) && offset != null) {
                committed.put(partition.partition(), offset.offset());
              }
            });
    return committed;
  }

  /** Beyond its start, some records may be done, too; before it, all are. */
  private static Map<Integer, Long> ofShareGroup(Admin admin, String topic, String group) {
    Map<Integer, Long> starts = new HashMap<>();
    answer(
            admin
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group))
        .forEach(
            (partition, info) -> {
              if (partition.topic().equals(topic) && info != null) {
                starts.put(partition.partition(), info.startOffset());
              }
            });
    return starts;
  }

  /** Whether the group has committed beyond a record: then what it did with it is there to see. */
  boolean reached(int partition, long offset) {
    return offset < committed.getOrDefault(partition, 0L);
  }

  boolean reached(RecordPosition position) {
    return !position.topic().equals(topic) || reached(position.partition(), position.offset());
  }

  /** Whether the topic had a record there at that moment. */
  boolean has(RecordPosition position) {
    return position.topic().equals(topic)
        && position.offset() < ends.getOrDefault(position.partition(), 0L);
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InfrastructureException(
          cause instanceof UnknownTopicOrPartitionException
              ? "the work topic does not exist; create it with: xmlfleet topics create"
              : "the brokers do not say how far the group is: " + cause.getMessage(),
          cause);
    } catch (TimeoutException e) {
      throw new InfrastructureException(
          "the brokers did not answer within " + ANSWER_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while asking the brokers", e);
    }
  }
}
