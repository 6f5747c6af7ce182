package io.xmlfleet.publish;

import static java.util.Map.entry;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.client.ReliableSends;
import io.xmlfleet.client.UsableClient;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens producers that neither lose nor double nor reorder: idempotent, acks from all replicas. */
public final class ReliableProducer {
  private static final long CHECK_SECONDS = 30;
  // With one request in flight, what a request holds is what a round trip moves.
  private static final int BATCH_BYTES = 1024 * 1024;

  private ReliableProducer() {}

  /**
   * Connects, and checks that the topics are there: a producer alone would wait for them silently.
   *
   * @throws UsageException if a Kafka client property is not usable
   * @throws InfrastructureException if the brokers do not answer, or a topic is missing
   */
  public static Producer<byte[], byte[]> connect(
      KafkaSettings kafka, PublishSettings settings, List<String> topics) {
    requireTopics(kafka, topics);
    return client(kafka.clientProperties(defaults(settings), fixed(settings)));
  }

  /**
   * Connects for transactions. An earlier producer with the same id can do nothing any more, and
   * what it left half-way is committed or given up when this returns.
   *
   * @throws UsageException if a Kafka client property is not usable
   * @throws InfrastructureException if the brokers do not answer or refuse, or a topic is missing
   */
  public static Producer<byte[], byte[]> transactional(
      KafkaSettings kafka, String id, List<String> topics) {
    requireTopics(kafka, topics);
    Producer<byte[], byte[]> producer =
        client(kafka.clientProperties(TransactionSettings.DEFAULTS, TransactionSettings.fixed(id)));
    try {
      producer.initTransactions();
      return producer;
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw new InfrastructureException(
          "Kafka begins no transactions for "
              + id
              + ": "
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static Producer<byte[], byte[]> client(Map<String, Object> properties) {
    return UsableClient.of(
        () ->
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private static Map<String, Object> defaults(PublishSettings settings) {
    return Map.ofEntries(
        entry(ProducerConfig.CLIENT_ID_CONFIG, "xmlfleet-producer"),
        entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
        entry(ProducerConfig.LINGER_MS_CONFIG, 20),
        entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
        entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxRequestBytes()),
        entry(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes()));
  }

  private static Map<String, Object> fixed(PublishSettings settings) {
    long timeoutMillis = settings.deliveryTimeout().toMillis();
    return ReliableSends.with(
        Map.of(
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) timeoutMillis,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            timeoutMillis));
  }

  private static void requireTopics(KafkaSettings kafka, List<String> topics) {
    Map<String, Object> properties = kafka.clientProperties(Map.of(), Map.of());
    try (Admin admin = UsableClient.of(() -> Admin.create(properties))) {
      admin.describeTopics(topics).allTopicNames().get(CHECK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException
          ? missing(topics, e)
          : new InfrastructureException(
              "Kafka at " + kafka.bootstrapServers() + " refuses: " + reason(e), e);
    } catch (TimeoutException e) {
      throw new InfrastructureException(
          "Kafka at " + kafka.bootstrapServers() + " did not answer within " + CHECK_SECONDS + " s",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while connecting to Kafka", e);
    }
  }

  private static InfrastructureException missing(List<String> topics, Exception e) {
    return new InfrastructureException(
        "the topics "
            + String.join(", ", topics)
            + " do not all exist; create them with: xmlfleet topics create",
        e);
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
