package io.xmlfleet.fleet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;

/** On a Kafka and a PostgreSQL in containers of their own; skips itself without Docker. */
class TestcontainersFullRunIT extends FullRunContract {
  private static final String PASSWORD = "Trial-1";
  private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1");
  private final GenericContainer<?> postgres =
      new GenericContainer<>("postgres:17")
          .withEnv("POSTGRES_PASSWORD", PASSWORD)
          .withExposedPorts(5432);

  @Override
  Servers servers() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker: no Kafka and no PostgreSQL in a container");
    kafka.start();
    postgres.start();
    return new Servers(
        kafka.getBootstrapServers(),
        "jdbc:postgresql://"
            + postgres.getHost()
            + ":"
            + postgres.getMappedPort(5432)
            + "/postgres",
        "postgres",
        PASSWORD);
  }

  @AfterEach
  void stop() {
    postgres.stop();
    kafka.stop();
  }
}
