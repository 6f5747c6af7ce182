package io.xmlfleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path folder;

  @Test
  void keepsTopicsOverARestartOnAnotherPort() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Admin admin = admin(broker)) {
      assertThat(new TopicSetup(admin).create(TopicNames.standard(), TopicPlan.standard()))
          .hasSize(8)
          .first()
          .isEqualTo("xmlfleet.work");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Admin admin = admin(broker)) {
      assertThat(new TopicSetup(admin).create(TopicNames.standard(), TopicPlan.standard()))
          .isEmpty();
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
