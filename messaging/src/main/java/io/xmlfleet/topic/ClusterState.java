package io.xmlfleet.topic;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * The brokers, the fleet's topics and the members of its groups at one moment. Immutable.
 *
 * @param advice what the topics could lose that the cluster could keep, see {@link TopicSafety}
 */
public record ClusterState(
    List<Broker> brokers, List<Topic> topics, List<Member> members, List<String> advice) {
  private static final int TIMEOUT_MILLIS = 10_000;

  /** A broker and its address. */
  public record Broker(int id, String address) {}

  /**
   * A topic.
   *
   * @param copies of the partition that has fewest
   * @param minInSync copies that must have a record before it is acknowledged; null: not ours to
   *     see
   * @param behind partitions of which not all copies are up to date
   * @param offline partitions that nobody leads
   */
  public record Topic(
      String name,
      int partitions,
      int copies,
      @Nullable Integer minInSync,
      int behind,
      int offline) {}

  /**
   * A member of a group of consumers.
   *
   * @param client its client id, {@code instance-worker}
   * @param partitions that it has, {@code topic-number}
   */
  public record Member(String group, String client, String host, List<String> partitions) {}

  /**
   * How far a group is in a partition.
   *
   * @param position before which everything is done
   * @param end behind the last record
   */
  public record Lag(String topic, int partition, long position, long end) {}

  public ClusterState {
    brokers = List.copyOf(brokers);
    topics = List.copyOf(topics);
    members = List.copyOf(members);
    advice = List.copyOf(advice);
  }

  /** The members of a consumer group or share group; none, where this login may not see them. */
  public static List<Member> members(KafkaSettings kafka, String group) {
    try (Admin admin = ClientFactory.admin(kafka)) {
      return Stream.concat(members(admin, group), sharers(admin, group)).toList();
    }
  }

  /**
   * Asks the brokers.
   *
   * @throws InfrastructureException if they do not answer within ten seconds, or refuse
   */
  public static ClusterState read(KafkaSettings kafka, TopicNames names) {
    Map<String, Object> patience =
        Map.of("default.api.timeout.ms", TIMEOUT_MILLIS, "request.timeout.ms", TIMEOUT_MILLIS / 2);
    try (Admin admin = ClientFactory.admin(kafka, patience)) {
      List<Node> nodes = List.copyOf(answer(admin.describeCluster().nodes()));
      List<TopicDescription> found =
          existing(admin.describeTopics(names.all()).topicNameValues().values());
      Map<ConfigResource, Config> configs = configs(admin, found);
      return new ClusterState(
          nodes.stream()
              .sorted(Comparator.comparing(Node::id))
              .map(node -> new Broker(node.id(), node.host() + ':' + node.port()))
              .toList(),
          found.stream().map(topic -> topic(topic, configs)).toList(),
          Stream.concat(members(admin, names.consumerGroup()), sharers(admin, names.shareGroup()))
              .sorted(Comparator.comparing(Member::client))
              .toList(),
          TopicSafety.advice(nodes.size(), found, configs));
    }
  }

  /** Who may not see them is told nothing. */
  private static Map<ConfigResource, Config> configs(Admin admin, List<TopicDescription> topics) {
    try {
      return answer(
          admin.describeConfigs(topics.stream().map(ClusterState::resource).toList()).all());
    } catch (InfrastructureException e) {
      return Map.of();
    }
  }

  private static ConfigResource resource(TopicDescription topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static List<TopicDescription> existing(
      Collection<KafkaFuture<TopicDescription>> answers) {
    List<TopicDescription> found = new ArrayList<>();
    for (KafkaFuture<TopicDescription> each : answers) {
      try {
        found.add(answer(each));
      } catch (InfrastructureException e) {
        // It is not there, or not ours to see.
      }
    }
    found.sort(Comparator.comparing(TopicDescription::name));
    return found;
  }

  private static Topic topic(TopicDescription topic, Map<ConfigResource, Config> configs) {
    Config config = configs.get(resource(topic));
    ConfigEntry least = config == null ? null : config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    List<TopicPartitionInfo> partitions = topic.partitions();
    return new Topic(
        topic.name(),
        partitions.size(),
        partitions.stream().mapToInt(each -> each.replicas().size()).min().orElse(0),
        least == null || least.value() == null ? null : Integer.valueOf(least.value()),
        (int)
            partitions.stream().filter(each -> each.isr().size() < each.replicas().size()).count(),
        (int) partitions.stream().filter(each -> each.leader() == null).count());
  }

  private static Stream<Member> members(Admin admin, String group) {
    return described(
        () ->
            answer(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                .flatMap(all -> all.members().stream())
                .map(
                    each ->
                        member(
                            group,
                            each.clientId(),
                            each.host(),
                            each.assignment().topicPartitions())));
  }

  private static Stream<Member> sharers(Admin admin, String group) {
    return described(
        () ->
            answer(admin.describeShareGroups(List.of(group)).all()).values().stream()
                .flatMap(all -> all.members().stream())
                .map(
                    each ->
                        member(
                            group,
                            each.clientId(),
                            each.host(),
                            each.assignment().topicPartitions())));
  }

  /** Nobody may have founded the group, and then it has no members. */
  private static Stream<Member> described(Supplier<Stream<Member>> question) {
    try {
      return question.get();
    } catch (InfrastructureException e) {
      return Stream.empty();
    }
  }

  private static Member member(
      String group, String client, String host, Collection<TopicPartition> partitions) {
    return new Member(group, client, host(host), sorted(partitions));
  }

  /** The brokers put a slash before an address. */
  private static String host(String host) {
    return host.startsWith("/") ? host.substring(1) : host;
  }

  private static List<String> sorted(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .sorted(
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
        .map(TopicPartition::toString)
        .toList();
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InfrastructureException("the brokers do not tell: " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new InfrastructureException("the brokers did not answer within 10 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while asking the brokers", e);
    }
  }
}
