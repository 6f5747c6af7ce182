package io.xmlfleet.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
  private static final List<NewTopic> TOPICS =
      TopicSetup.topics(TopicNames.standard(), TopicPlan.standard());

  @Test
  void keepsEachTopicAsItsReadersNeedIt() {
    assertThat(TOPICS.stream().map(NewTopic::name))
        .containsExactly(
            "xmlfleet.work",
            "xmlfleet.work-high",
            "xmlfleet.results",
            "xmlfleet.dead-letters",
            "xmlfleet.dead-letter-actions",
            "xmlfleet.runs",
            "xmlfleet.progress",
            "xmlfleet.aggregator-state");
    assertThat(config("xmlfleet.work"))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "604800000");
    assertThat(config("xmlfleet.dead-letters")).containsEntry("cleanup.policy", "compact");
  }

  @Test
  void letsTheTopicsOfProgressNotGrowForAWeek() {
    assertThat(config("xmlfleet.progress"))
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("segment.ms", "3600000");
    assertThat(config("xmlfleet.aggregator-state"))
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("segment.ms", "3600000");
  }

  @Test
  void keepsActionsForEverAndInOneOrder() {
    assertThat(config("xmlfleet.dead-letter-actions"))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1");
    assertThat(topic("xmlfleet.dead-letter-actions").numPartitions()).isOne();
  }

  @Test
  void letsOneOfThreeBrokersBeAwayAndLosesNothing() {
    TopicPlan three = new TopicPlan(12, (short) 3, 1_000_000, Duration.ofDays(7));

    assertThat(TopicSetup.topics(TopicNames.standard(), three))
        .allSatisfy(
            topic ->
                assertThat(topic.configs())
                    .containsEntry("min.insync.replicas", "2")
                    .containsEntry("unclean.leader.election.enable", "false"));
    assertThat(TOPICS)
        .as("one copy cannot be on two brokers")
        .noneSatisfy(topic -> assertThat(topic.configs()).containsKey("min.insync.replicas"));
  }

  @Test
  void sharesOutOnOneMachineOnlyWhatIsWorkedOn() {
    TopicPlan local = TopicPlan.standard().onOneMachine();

    assertThat(
            TopicSetup.topics(TopicNames.standard(), local).stream().map(NewTopic::numPartitions))
        .containsExactly(12, 12, 1, 1, 1, 1, 1, 1);
    assertThat(TOPICS.stream().map(NewTopic::numPartitions))
        .containsExactly(12, 12, 12, 12, 1, 1, 1, 1);
  }

  private static Map<String, String> config(String name) {
    return topic(name).configs();
  }

  private static NewTopic topic(String name) {
    return TOPICS.stream().filter(topic -> topic.name().equals(name)).findFirst().orElseThrow();
  }
}
