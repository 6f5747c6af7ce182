package io.xmlfleet.worker;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.client.ReliableSends;
import io.xmlfleet.client.UsableClient;
import io.xmlfleet.failure.UsageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the workers' Kafka clients. Immutable. */
final class KafkaClients {
  /** A poll returns few records, so that a batch of large documents stays near its limit. */
  private static final int RECORDS_A_POLL = 32;

  /** In a share group a poll is the batch: the brokers keep a state of each record in it. */
  static final int MOST_SHARED_RECORDS = 200;

  private static final long FETCH_BYTES_A_PARTITION = 4L * 1024 * 1024;

  /** Above every document that a topic may take; the topic's own limit decides. */
  private static final int REQUEST_BYTES = 64 * 1024 * 1024;

  private final KafkaSettings kafka;
  private final WorkerSettings settings;

  KafkaClients(KafkaSettings kafka, WorkerSettings settings) {
    this.kafka = kafka;
    this.settings = settings;
  }

  /**
   * A consumer that has not subscribed yet.
   *
   * @throws UsageException if a setting that was passed through is not valid
   */
  KafkaConsumer<byte[], byte[]> consumer(String worker) {
    return UsableClient.of(
        () ->
            new KafkaConsumer<>(
                kafka.clientProperties(consumerDefaults(), consumerFixed(worker)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  /**
   * A consumer of a share group that has not subscribed yet. It takes no more records at once than
   * asked for, so that they are left to those who have time.
   *
   * @param records most records a poll
   * @param fetchWait how long the brokers wait for records before they say that there are none
   * @throws UsageException if a setting that was passed through is not valid
   */
  KafkaShareConsumer<byte[], byte[]> shareConsumer(String worker, int records, Duration fetchWait) {
    Map<String, Object> defaults = consumerDefaults();
    defaults.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG); // the group's, see ShareGroup
    defaults.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
    defaults.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records);
    defaults.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) fetchWait.toMillis());
    Map<String, Object> fixed = new HashMap<>(member(worker));
    fixed.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    fixed.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    return UsableClient.of(
        () ->
            new KafkaShareConsumer<>(
                kafka.clientProperties(defaults, fixed),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
  }

  /**
   * A producer for outcomes.
   *
   * @throws UsageException if a setting that was passed through is not valid
   */
  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    defaults.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES);
    defaults.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) REQUEST_BYTES);
    // A worker that waits for the broker must be back in time to poll.
    defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
    defaults.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    defaults.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    Map<String, Object> fixed =
        ReliableSends.with(
            Map.of(ProducerConfig.CLIENT_ID_CONFIG, settings.instance() + "-outcomes"));
    return UsableClient.of(
        () ->
            new KafkaProducer<>(
                kafka.clientProperties(defaults, fixed),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  private Map<String, Object> consumerDefaults() {
    long batchBytes = settings.batch().bytes();
    Map<String, Object> defaults = new HashMap<>();
    defaults.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A worker gets the same partitions of the urgent work as of the other, so none has only
    // urgent ones and nothing to do.
    defaults.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    defaults.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        Math.min(RECORDS_A_POLL, settings.batch().records()));
    defaults.put(
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, (int) Math.min(batchBytes, Integer.MAX_VALUE));
    defaults.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        (int) Math.min(batchBytes, FETCH_BYTES_A_PARTITION));
    defaults.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) longestGap().toMillis());
    defaults.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return defaults;
  }

  private Map<String, Object> consumerFixed(String worker) {
    Map<String, Object> fixed = new HashMap<>(member(worker));
    fixed.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CONSUMER.name());
    fixed.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    fixed.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    if (settings.membership().lasting()) {
      fixed.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instance() + '-' + worker);
    }
    return fixed;
  }

  private Map<String, Object> member(String worker) {
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG,
        settings.membership().group(),
        ConsumerConfig.CLIENT_ID_CONFIG,
        settings.instance() + '-' + worker);
  }

  /**
   * How long a healthy worker may go without a poll. It polls between items and between
   * transactions, so one item or the statements of one transaction are the longest gaps.
   */
  private Duration longestGap() {
    return settings.itemLimit().multipliedBy(2).plus(Duration.ofMinutes(5));
  }
}
