package io.xmlfleet.fleet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** On a Kafka in a container; skips itself without Docker. */
class KafkaContainerFullRunIT extends FullRunContract {
  private KafkaContainer kafka;

  @Override
  Servers servers() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "no Docker: no Kafka in a container");
    kafka = new KafkaContainer("apache/kafka:4.3.1");
    kafka.start();
    return new Servers(
        kafka.getBootstrapServers(),
        "jdbc:h2:file:"
            + folder.resolve("h2")
            + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
        "sa",
        "");
  }

  @AfterEach
  void stop() {
    if (kafka != null) {
      kafka.stop();
    }
  }
}
