package io.xmlfleet.publish;

import static java.util.Map.entry;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Opens producers that neither lose nor double nor reorder: idempotent, acks from all replicas. */
public final class ReliableProducer {
  private static final long CHECK_SECONDS = 30;
  // With one request in flight, what a request holds is what a round trip moves.
  private static final int BATCH_BYTES = 1024 * 1024;

  /** Above every document that a topic may take; the topic's own limit decides. */
  private static final int REQUEST_BYTES = 128 * 1024 * 1024;

  /**
   * Readers of a partition wait for a transaction that nobody ends. Whatever is not done within
   * this time is given up by the broker, so nothing here waits for longer.
   */
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(60);

  private static final Map<String, Object> IN_TRANSACTIONS =
      Map.ofEntries(
          entry(ProducerConfig.CLIENT_ID_CONFIG, "xmlfleet-replay"),
          entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
          entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024),
          entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES),
          entry(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) REQUEST_BYTES));

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
    return ClientFactory.producer(kafka, defaults(settings), limited(settings.deliveryTimeout()));
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
        ClientFactory.transactional(
            kafka,
            id,
            (int) TRANSACTION_LIMIT.toMillis(),
            IN_TRANSACTIONS,
            limited(TRANSACTION_LIMIT));
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

  private static Map<String, Object> defaults(PublishSettings settings) {
    return Map.ofEntries(
        entry(ProducerConfig.CLIENT_ID_CONFIG, "xmlfleet-producer"),
        entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
        entry(ProducerConfig.LINGER_MS_CONFIG, 20),
        entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
        entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxRequestBytes()),
        entry(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes()));
  }

  private static Map<String, Object> limited(Duration limit) {
    return Map.of(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        (int) limit.toMillis(),
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        limit.toMillis());
  }

  private static void requireTopics(KafkaSettings kafka, List<String> topics) {
    try (Admin admin = ClientFactory.admin(kafka)) {
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
