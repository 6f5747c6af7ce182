package io.xmlfleet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
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

  @Test
  void closesAnAdminThoughItsQuestionIsNotAnswered() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Admin admin =
          ClientFactory.admin(new KafkaSettings("127.0.0.1:" + silent.getLocalPort()), Map.of());
      KafkaFuture<?> answer = admin.describeCluster().nodes();

      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> admin.close());
      assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
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

  /** Whatever else its maker asks for; who wants another compression may say so. */
  @Test
  void everyProducerCompresses() {
    KafkaSettings usual =
        new KafkaSettings(
            "127.0.0.1:1", Map.of("interceptor.classes", SeenSettings.class.getName()));
    KafkaSettings own =
        new KafkaSettings(
            "127.0.0.1:1",
            Map.of(
                "interceptor.classes", SeenSettings.class.getName(), "compression.type", "zstd"));
    Duration now = Duration.ZERO;

    ClientFactory.producer(usual, ClientFactory.ANY_SIZE, Map.of()).close(now);
    ClientFactory.producer(usual, Map.of(), Map.of()).close(now);
    ClientFactory.transactional(usual, "t", 60_000, Map.of("linger.ms", 0), Map.of()).close(now);
    ClientFactory.producer(own, ClientFactory.ANY_SIZE, Map.of()).close(now);

    assertThat(SeenSettings.COMPRESSION).containsExactly("lz4", "lz4", "lz4", "zstd");
  }

  /** Kafka shows it what a producer is made with. */
  public static final class SeenSettings implements ProducerInterceptor<byte[], byte[]> {
    static final Queue<Object> COMPRESSION = new ConcurrentLinkedQueue<>();

    @Override
    public void configure(Map<String, ?> settings) {
      COMPRESSION.add(settings.get("compression.type"));
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> sent) {
      return sent;
    }

    @Override
    public void onAcknowledgement(RecordMetadata acknowledged, Exception failure) {
      // nothing is sent
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
