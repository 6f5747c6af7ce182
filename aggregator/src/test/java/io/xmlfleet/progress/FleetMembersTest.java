package io.xmlfleet.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetMembersTest {
  /** Somebody takes the connection and never says a word; the usual limits are a minute. */
  @Test
  void saysSoonThatBrokersAreSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      KafkaSettings kafka = new KafkaSettings("127.0.0.1:" + silent.getLocalPort());

      FleetMembers members =
          assertTimeoutPreemptively(
              Duration.ofSeconds(30), () -> FleetMembers.read(kafka, TopicNames.standard()));

      assertThat(members).isEqualTo(new FleetMembers(false, false, true));
    }
  }
}
