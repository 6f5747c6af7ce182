package io.xmlfleet.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicSafetyTest {
  private final List<TopicDescription> topics = new ArrayList<>();
  private final Map<ConfigResource, Config> configs = new HashMap<>();

  @Test
  void hasNothingToSayOfOneBroker() {
    topic("work", 1, "1", "false");

    assertThat(TopicSafety.advice(1, topics, configs)).isEmpty();
  }

  @Test
  void hasNothingToSayOfThreeCopiesOfWhichTwoAreWritten() {
    topic("work", 3, "2", "false");

    assertThat(TopicSafety.advice(5, topics, configs)).isEmpty();
  }

  @Test
  void namesTopicsWithFewerCopiesThanThereCouldBe() {
    topic("work", 1, "1", "false");
    topic("results", 2, "1", "false");
    topic("runs", 3, "2", "false");

    assertThat(TopicSafety.advice(3, topics, configs))
        .singleElement()
        .asString()
        .contains("work, results have fewer copies")
        .doesNotContain("runs");
  }

  @Test
  void asksTwoBrokersForTwoCopies() {
    topic("work", 1, "1", "false");
    topic("results", 2, "1", "false");

    assertThat(TopicSafety.advice(2, topics, configs))
        .singleElement()
        .asString()
        .contains(": work have");
  }

  @Test
  void namesTopicsWhoseRecordsOneBrokerMayHaveAlone() {
    topic("work", 3, "1", "false");

    assertThat(TopicSafety.advice(3, topics, configs))
        .singleElement()
        .asString()
        .contains("work have min.insync.replicas=1");
  }

  @Test
  void namesTopicsThatABrokerMayTakeOverThatIsBehind() {
    topic("work", 3, "2", "true");

    assertThat(TopicSafety.advice(3, topics, configs))
        .singleElement()
        .asString()
        .contains("work have unclean.leader.election.enable=true");
  }

  @Test
  void saysNothingOfSettingsThatMayNotBeSeen() {
    topic("work", 3, "1", "true");
    configs.clear();

    assertThat(TopicSafety.advice(3, topics, configs)).isEmpty();
  }

  private void topic(String name, int copies, String written, String unclean) {
    List<Node> nodes =
        IntStream.range(0, copies).mapToObj(id -> new Node(id, "broker" + id, 9092)).toList();
    topics.add(
        new TopicDescription(
            name, false, List.of(new TopicPartitionInfo(0, nodes.get(0), nodes, nodes))));
    configs.put(
        new ConfigResource(ConfigResource.Type.TOPIC, name),
        new Config(
            List.of(
                new ConfigEntry("min.insync.replicas", written),
                new ConfigEntry("unclean.leader.election.enable", unclean))));
  }
}
