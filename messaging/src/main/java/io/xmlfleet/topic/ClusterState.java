package io.xmlfleet.topic;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
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

  /**
   * The members of a consumer group or share group; none, where this login may not see them.
   *
   * @throws InfrastructureException if the brokers do not answer within ten seconds
   */
  public static List<Member> members(KafkaSettings kafka, String group) {
    try (Admin admin = BrokerAnswers.admin(kafka)) {
      return Stream.concat(members(admin, group), sharers(admin, group)).toList();
    }
  }

  /**
   * Asks the brokers.
   *
   * @throws InfrastructureException if they do not answer within ten seconds, or refuse
   */
  public static ClusterState read(KafkaSettings kafka, TopicNames names) {
    try (Admin admin = BrokerAnswers.admin(kafka)) {
      List<Node> nodes = List.copyOf(BrokerAnswers.of(admin.describeCluster().nodes()));
      List<TopicDescription> found = existing(admin, names.all());
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

  /** Those that this login may see. */
  static Map<ConfigResource, Config> configs(Admin admin, List<TopicDescription> topics) {
    Map<ConfigResource, Config> configs = new HashMap<>();
    admin
        .describeConfigs(topics.stream().map(ClusterState::resource).toList())
        .values()
        .forEach(
            (topic, answer) ->
                BrokerAnswers.ifSeen(answer).ifPresent(config -> configs.put(topic, config)));
    return configs;
  }

  private static ConfigResource resource(TopicDescription topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  /** Those of the topics that are there and this login's to see, by name. */
  static List<TopicDescription> existing(Admin admin, Collection<String> names) {
    return admin.describeTopics(names).topicNameValues().values().stream()
        .map(BrokerAnswers::ifSeen)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(TopicDescription::name))
        .toList();
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

  /** Nobody may have founded the group, and then it has no members. */
  private static Stream<Member> members(Admin admin, String group) {
    return BrokerAnswers.ifSeen(admin.describeConsumerGroups(List.of(group)).all()).stream()
        .flatMap(groups -> groups.values().stream())
        .flatMap(each -> each.members().stream())
        .map(
            each ->
                member(group, each.clientId(), each.host(), each.assignment().topicPartitions()));
  }

  private static Stream<Member> sharers(Admin admin, String group) {
    return BrokerAnswers.ifSeen(admin.describeShareGroups(List.of(group)).all()).stream()
        .flatMap(groups -> groups.values().stream())
        .flatMap(each -> each.members().stream())
        .map(
            each ->
                member(group, each.clientId(), each.host(), each.assignment().topicPartitions()));
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
}
