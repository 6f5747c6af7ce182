package io.xmlfleet.progress;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes what a term reads and writes with. Thread-safe. */
interface TermClients {
  int TRANSACTION_MILLIS = 60_000;
  int REQUEST_BYTES = 64 * 1024 * 1024;

  Consumer<byte[], byte[]> reader();

  /** One that fences every other one of this fleet. */
  Producer<byte[], byte[]> producer();

  /** Reads partitions that it is told to read; sees committed transactions only. */
  static Consumer<byte[], byte[]> reader(KafkaSettings kafka) {
    // partitionsFor answers from what the client knows: partitions that are added would be
    // noticed after five minutes.
    return ClientFactory.reader(
        kafka,
        Map.of("fetch.max.wait.ms", 100, "max.poll.records", 2_000, "metadata.max.age.ms", 5_000));
  }

  /** Who is in no group has nobody to tell; a fetch that is under way is not waited for. */
  static void close(Consumer<byte[], byte[]> reader) {
    reader.close(CloseOptions.timeout(Duration.ZERO));
  }

  static TermClients of(KafkaSettings kafka, TopicNames topics) {
    return new TermClients() {
      @Override
      public Consumer<byte[], byte[]> reader() {
        return TermClients.reader(kafka);
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        return ClientFactory.transactional(
            kafka,
            topics.aggregatorGroup(),
            TRANSACTION_MILLIS,
            Map.of("linger.ms", 0, "max.request.size", REQUEST_BYTES),
            Map.of());
      }
    };
  }
}
