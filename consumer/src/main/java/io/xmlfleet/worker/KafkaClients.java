package io.xmlfleet.worker;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
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

/** Makes the workers' Kafka clients. Immutable. */
final class KafkaClients {
  /** In a share group a poll is the batch: the brokers keep a state of each record in it. */
  static final int MOST_SHARED_RECORDS = 200;

  private static final long FETCH_BYTES_A_PARTITION = 4L * 1024 * 1024;

  /**
   * A broker answers one request of a connection after the other: as long as a fetch waits for
   * records, so does who asks where a partition ends. Of the broker of this machine all workers
   * together fetch forty times a second while nothing comes, which takes 2 % of a core.
   */
  private static final int FETCH_WAIT_A_THREAD_MILLIS = 25;

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
    Map<String, Object> defaults = new HashMap<>(consumerDefaults());
    if (kafka.local()) {
      int most = ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS;
      int wait = Math.min(most, FETCH_WAIT_A_THREAD_MILLIS * settings.threads().most());
      defaults.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, wait);
    }
    return ClientFactory.member(
        kafka, settings.membership().group(), defaults, consumerFixed(worker));
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
    Map<String, Object> defaults = new HashMap<>(consumerDefaults());
    defaults.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG); // the group's, see ShareGroup
    defaults.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
    defaults.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    defaults.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records);
    defaults.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) fetchWait.toMillis());
    return ClientFactory.shareMember(
        kafka, settings.membership().group(), settings.instance() + '-' + worker, defaults);
  }

  /**
   * A producer for outcomes.
   *
   * @throws UsageException if a setting that was passed through is not valid
   */
  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> defaults = new HashMap<>(ClientFactory.ANY_SIZE);
    // A worker that waits for the broker must be back in time to poll.
    defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
    defaults.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    defaults.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    return ClientFactory.producer(
        kafka,
        defaults,
        Map.of(ProducerConfig.CLIENT_ID_CONFIG, settings.instance() + "-outcomes"));
  }

  private Map<String, Object> consumerDefaults() {
    long batchBytes = settings.batch().bytes();
    return Map.of(
        "auto.offset.reset",
        "earliest",
        // A worker gets the same partitions of the urgent work as of the other, so none has only
        // urgent ones and nothing to do.
        "group.remote.assignor",
        "range",
        "max.poll.records",
        settings.recordsAPoll(),
        "fetch.max.bytes",
        (int) Math.min(batchBytes, Integer.MAX_VALUE),
        "max.partition.fetch.bytes",
        (int) Math.min(batchBytes, FETCH_BYTES_A_PARTITION),
        "max.poll.interval.ms",
        (int) longestGap().toMillis());
  }

  private Map<String, Object> consumerFixed(String worker) {
    Map<String, Object> fixed = new HashMap<>();
    fixed.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CONSUMER.name());
    fixed.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.instance() + '-' + worker);
    if (settings.membership().lasting()) {
      fixed.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instance() + '-' + worker);
    }
    return fixed;
  }

  /**
   * How long a healthy worker may go without a poll. It polls between items and between
   * transactions, so one item or the statements of one transaction are the longest gaps.
   */
  private Duration longestGap() {
    return settings.longestStep().multipliedBy(2).plus(Duration.ofMinutes(5));
  }
}
