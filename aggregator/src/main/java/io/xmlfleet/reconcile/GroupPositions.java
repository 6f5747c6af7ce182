package io.xmlfleet.reconcile;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.client.folder.BrokerFolder;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.topic.ClusterState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How far a group has come on the topics of work at one moment, a consumer group or a share group.
 * Immutable.
 *
 * @param committed offsets by partition, all before which are done; none: it has not begun there
 * @param begins where partitions begin: what is before was deleted
 * @param ends ends by partition
 */
record GroupPositions(
    Map<TopicPartition, Long> committed,
    Map<TopicPartition, Long> begins,
    Map<TopicPartition, Long> ends) {
  private static final long ANSWER_SECONDS = 30;

  GroupPositions {
    committed = Map.copyOf(committed);
    begins = Map.copyOf(begins);
    ends = Map.copyOf(ends);
  }

  /**
   * Asks the brokers, or the files of one that was stopped.
   *
   * @throws InfrastructureException if they do not answer or the topic is missing
   */
  static GroupPositions read(KafkaSettings kafka, List<String> topics, String group) {
    if (kafka.folder() != null) {
      BrokerFolder.Positions left = kafka.folder().positions(topics, group);
      return new GroupPositions(left.committed(), left.begins(), left.ends());
    }
    try (Admin admin = ClientFactory.admin(kafka)) {
      // The offsets first: what is committed has its outcome, and that can be seen from now on.
      Map<TopicPartition, Long> committed =
          isShareGroup(admin, group) ? ofShareGroup(admin, group) : ofConsumerGroup(admin, group);
      List<TopicPartition> partitions = new ArrayList<>();
      for (TopicDescription described :
          answer(admin.describeTopics(topics).allTopicNames()).values()) {
        described
            .partitions()
            .forEach(
                each -> partitions.add(new TopicPartition(described.name(), each.partition())));
      }
      return new GroupPositions(
          committed,
          offsets(admin, partitions, OffsetSpec.earliest()),
          offsets(admin, partitions, OffsetSpec.latest()));
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, which));
    return offsets(
        answer(admin.listOffsets(wanted).all()), ListOffsetsResult.ListOffsetsResultInfo::offset);
  }

  private static boolean isShareGroup(Admin admin, String group) {
    ListGroupsOptions shares = new ListGroupsOptions().withTypes(Set.of(GroupType.SHARE));
    return answer(admin.listGroups(shares).all()).stream()
        .anyMatch(listed -> listed.groupId().equals(group));
  }

  private static Map<TopicPartition, Long> ofConsumerGroup(Admin admin, String group) {
    return offsets(
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()),
        OffsetAndMetadata::offset);
  }

  /** Beyond its start, some records may be done, too; before it, all are. */
  private static Map<TopicPartition, Long> ofShareGroup(Admin admin, String group) {
    return offsets(
        answer(
            admin
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group)),
        SharePartitionOffsetInfo::startOffset);
  }

  /** A partition without an offset may be listed with null. */
  private static <T> Map<TopicPartition, Long> offsets(
      Map<TopicPartition, T> listed, ToLongFunction<T> offset) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    listed.forEach(
        (partition, found) -> {
          if (found != null) {
            offsets.put(partition, offset.applyAsLong(found));
          }
        });
    return offsets;
  }

  /**
   * Whether the group has committed beyond a record: then what it did with it is there to see. In a
   * partition that is none of work nothing is waited for.
   */
  boolean reached(RecordPosition position) {
    TopicPartition partition = partition(position);
    return !ends.containsKey(partition)
        || position.offset() < committed.getOrDefault(partition, 0L);
  }

  /** Records of a topic that the group has not come past. */
  long waiting(String topic) {
    return sum(topic, partition -> ends.getOrDefault(partition, 0L) - position(partition));
  }

  List<ClusterState.Lag> lag() {
    return ends.entrySet().stream()
        .map(
            end ->
                new ClusterState.Lag(
                    end.getKey().topic(),
                    end.getKey().partition(),
                    position(end.getKey()),
                    end.getValue()))
        .sorted(
            Comparator.comparing(ClusterState.Lag::topic)
                .reversed()
                .thenComparing(ClusterState.Lag::partition))
        .toList();
  }

  /** Records of a topic that it has come past, of those that are still there and others. */
  long passed(String topic) {
    return sum(topic, this::position);
  }

  private long sum(String topic, ToLongFunction<TopicPartition> counted) {
    return ends.keySet().stream()
        .filter(partition -> partition.topic().equals(topic))
        .mapToLong(counted)
        .sum();
  }

  /** Where it has to go on. */
  long position(TopicPartition partition) {
    long begin = begins.getOrDefault(partition, 0L);
    return Math.max(begin, committed.getOrDefault(partition, begin));
  }

  /** Whether a topic of work had a record there at that moment. */
  boolean has(RecordPosition position) {
    return position.offset() < ends.getOrDefault(partition(position), 0L);
  }

  private static TopicPartition partition(RecordPosition position) {
    return new TopicPartition(position.topic(), position.partition());
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
