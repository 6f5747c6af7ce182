package io.xmlfleet.progress;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes what a term reads and writes with. Thread-safe. */
interface TermClients {
  Consumer<byte[], byte[]> reader();

  /** One that fences every other one of this fleet. */
  Producer<byte[], byte[]> producer();

  static TermClients of(KafkaSettings kafka, TopicNames topics) {
    return new TermClients() {
      @Override
      public Consumer<byte[], byte[]> reader() {
        return AggregatorClients.reader(kafka);
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        return AggregatorClients.transactional(kafka, topics.aggregatorGroup());
      }
    };
  }
}
