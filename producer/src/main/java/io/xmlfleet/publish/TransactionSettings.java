package io.xmlfleet.publish;

import io.xmlfleet.client.ReliableSends;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Producer properties of documents that are sent in transactions. */
final class TransactionSettings {
  /** Above every document that a topic may take; the topic's own limit decides. */
  private static final int REQUEST_BYTES = 128 * 1024 * 1024;

  /**
   * Readers of a partition wait for a transaction that nobody ends. Whatever is not done within
   * this time is given up by the broker, so nothing here waits for longer.
   */
  private static final int LIMIT_MILLIS = 60_000;

  static final Map<String, Object> DEFAULTS =
      Map.of(
          ProducerConfig.CLIENT_ID_CONFIG,
          "xmlfleet-replay",
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "lz4",
          ProducerConfig.BATCH_SIZE_CONFIG,
          256 * 1024,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          REQUEST_BYTES,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          (long) REQUEST_BYTES);

  private TransactionSettings() {}

  static Map<String, Object> fixed(String transactionalId) {
    return ReliableSends.with(
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            LIMIT_MILLIS,
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            LIMIT_MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            (long) LIMIT_MILLIS));
  }
}
