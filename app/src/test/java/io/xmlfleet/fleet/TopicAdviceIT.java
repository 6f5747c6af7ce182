package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sets topics up, and who begins to work on them, is told what a real broker says of them. */
class TopicAdviceIT {
  private final KafkaSettings kafka = KafkaUnderTest.settings();
  private final TopicNames topics = KafkaUnderTest.newFleet(1);

  @TempDir Path folder;

  @BeforeEach
  void letABrokerForget() throws Exception {
    ConfigResource results = new ConfigResource(ConfigResource.Type.TOPIC, topics.results());
    AlterConfigOp unclean =
        new AlterConfigOp(
            new ConfigEntry("unclean.leader.election.enable", "true"), AlterConfigOp.OpType.SET);
    try (Admin admin = ClientFactory.admin(kafka)) {
      admin.incrementalAlterConfigs(Map.of(results, List.of(unclean))).all().get();
    }
  }

  @Test
  void isPrintedByWhoCreatesTopics() {
    String said =
        new CommandLineSession(folder.resolve("data"), topics).run("topics", "create").out();

    assertThat(said)
        .contains("Less safe than they could be: " + topics.results() + " have unclean.leader")
        .doesNotContain(topics.work());
  }

  @Test
  void isLoggedByWhoBeginsToWork() throws Exception {
    try (FleetProcess aggregator =
        FleetProcess.start(
            folder,
            "aggregate",
            "aggregate",
            "--kafka=" + kafka.bootstrapServers(),
            "--topic-prefix=" + topics.prefix())) {
      aggregator.await("(Less safe than they could be: " + topics.results() + ")");
    }
  }
}
