package io.xmlfleet.topic;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What a topic could lose that its cluster could keep. */
public final class TopicSafety {
  private static final int TIMEOUT_MILLIS = 10_000;

  private TopicSafety() {}

  /**
   * Asks the brokers. Who may not ask, or gets no answer, is told of nothing: this is advice.
   *
   * @return one sentence for each weakness, with the topics that have it and what to do; none for
   *     topics that are not there
   */
  public static List<String> advice(KafkaSettings kafka, TopicNames names) {
    Map<String, Object> patience =
        Map.of("default.api.timeout.ms", TIMEOUT_MILLIS, "request.timeout.ms", TIMEOUT_MILLIS / 2);
    try (Admin admin = ClientFactory.admin(kafka, patience)) {
      int brokers =
          admin.describeCluster().nodes().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).size();
      List<TopicDescription> topics = topics(admin, TopicSetup.names(names));
      List<ConfigResource> resources =
          topics.stream()
              .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
              .toList();
      var configs =
          admin.describeConfigs(resources).all().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
      return advice(brokers, topics, configs);
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<TopicDescription> topics(Admin admin, Collection<String> names)
      throws InterruptedException, TimeoutException {
    List<TopicDescription> found = new ArrayList<>();
    for (var answer : admin.describeTopics(names).topicNameValues().values()) {
      try {
        found.add(answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
      } catch (ExecutionException e) {
        // It is not there, or not ours to see.
      }
    }
    return found;
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
