package io.xmlfleet.topic;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What a topic could lose that its cluster could keep. */
public final class TopicSafety {
  private TopicSafety() {}

  /**
   * Asks the brokers.
   *
   * @return one sentence for each weakness, with the topics that have it and what to do; none for
   *     topics that are not there or that this login may not ask about; where the brokers do not
   *     answer, that they do not: this is advice, and no reason to end
   */
  public static List<String> advice(KafkaSettings kafka, TopicNames names) {
    try (Admin admin = BrokerAnswers.admin(kafka)) {
      int brokers = BrokerAnswers.of(admin.describeCluster().nodes()).size();
      List<TopicDescription> topics = ClusterState.existing(admin, TopicSetup.names(names));
      return advice(brokers, topics, ClusterState.configs(admin, topics));
    } catch (InfrastructureException e) {
      return List.of("How safe the topics are is not known: " + e.getMessage() + '.');
    }
  }

  static List<String> advice(
      int brokers, List<TopicDescription> topics, Map<ConfigResource, Config> configs) {
    int possible = Math.min(TopicSetup.ENOUGH_COPIES, brokers);
    List<String> few = new ArrayList<>();
    List<String> written = new ArrayList<>();
    List<String> unclean = new ArrayList<>();
    for (TopicDescription topic : topics) {
      Config config =
          configs.getOrDefault(
              new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), new Config(List.of()));
      int copies =
          topic.partitions().stream()
              .mapToInt(each -> each.replicas().size())
              .min()
              .orElse(TopicSetup.ENOUGH_COPIES);
      if (copies < possible) {
        few.add(topic.name());
      } else if (copies >= TopicSetup.ENOUGH_COPIES
          && "1".equals(value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))) {
        written.add(topic.name());
      }
      if ("true".equals(value(config, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG))) {
        unclean.add(topic.name());
      }
    }
    List<String> advice = new ArrayList<>();
    tell(
        advice,
        few,
        "have fewer copies than this cluster could keep: records are lost with the last broker that"
            + " holds them. Give them "
            + possible
            + " copies with kafka-reassign-partitions");
    tell(
        advice,
        written,
        "have min.insync.replicas=1: a record that was acknowledged may be on one broker only. Set it"
            + " to 2 with kafka-configs");
    tell(
        advice,
        unclean,
        "have unclean.leader.election.enable=true: a broker that is behind may take over and forget"
            + " acknowledged records. Set it to false with kafka-configs");
    return advice;
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  private static void tell(List<String> advice, List<String> topics, String what) {
    if (!topics.isEmpty()) {
      advice.add("Less safe than they could be: " + String.join(", ", topics) + ' ' + what + '.');
    }
  }
}
