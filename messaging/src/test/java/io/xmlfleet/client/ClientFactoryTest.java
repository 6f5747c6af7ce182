package io.xmlfleet.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClientFactoryTest {
  private static final KafkaSettings NO_SUCH_FILE =
      new KafkaSettings(
          "127.0.0.1:1",
          Map.of(
              "security.protocol",
              "SSL",
              "ssl.truststore.type",
              "PEM",
              "ssl.truststore.location",
              "no-such.pem"));

  @Test
  void everyClientSaysWhatIsWrongWithItsProperties() {
    List<Function<KafkaSettings, AutoCloseable>> clients =
        List.of(
            ClientFactory::admin,
            kafka -> ClientFactory.reader(kafka, Map.of()),
            kafka -> ClientFactory.readerOfAll(kafka, Map.of()),
            kafka -> ClientFactory.member(kafka, "g", Map.of(), Map.of()),
            kafka -> ClientFactory.shareMember(kafka, "g", "c", Map.of()),
            kafka -> ClientFactory.producer(kafka, ClientFactory.ANY_SIZE, Map.of()),
            kafka -> ClientFactory.transactional(kafka, "t", 1_000, Map.of(), Map.of()));

    for (Function<KafkaSettings, AutoCloseable> client : clients) {
      assertThatThrownBy(() -> client.apply(NO_SUCH_FILE))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no-such.pem");
    }
  }

  /** As that of a container that is stopped: it comes back, and nobody should give up before. */
  @Test
  void takesANameWithoutAnAddressForAnOutage() {
    assertThatThrownBy(() -> ClientFactory.admin(new KafkaSettings("no-such-host.invalid:9092")))
        .isInstanceOf(InfrastructureException.class)
        .hasMessage(
            "no address is known for the broker no-such-host.invalid:9092: check the name, and that"
                + " its server runs");
  }

  @Test
  void whatTheGuaranteesRestOnCannotBeOverridden() throws Exception {
    KafkaSettings careless =
        new KafkaSettings(
            "127.0.0.1:1",
            Map.of(
                "acks", "1",
                "enable.idempotence", "false",
                "retries", "0",
                "enable.auto.commit", "true",
                "isolation.level", "nonsense"));

    // Each of these clients refuses the combination that the user asks for.
    ClientFactory.transactional(careless, "t", 60_000, Map.of(), Map.of()).close();
    ClientFactory.reader(careless, Map.of()).close();
  }
}
