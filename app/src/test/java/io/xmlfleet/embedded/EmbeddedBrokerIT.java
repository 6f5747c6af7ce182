package io.xmlfleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

  @Test
  void saysThatThePortIsTakenAndStopsWhatDidStart() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
          .isInstanceOf(InfrastructureException.class)
          .hasMessageContaining("bind to 127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("Address already in use");
    }
    EmbeddedBroker.start(folder, 0).close(); // the folder is free again
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
