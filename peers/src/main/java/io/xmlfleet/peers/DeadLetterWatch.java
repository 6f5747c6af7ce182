package io.xmlfleet.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.message.DeadLetterCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the dead letters on a thread of its own. Thread-safe. */
final class DeadLetterWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long CLOSE_MILLIS = 10_000;

  private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closed;

  private DeadLetterWatch(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.thread = new Thread(this::follow, "dead-letter-watch");
  }

  static DeadLetterWatch start(String bootstrapServers, String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    DeadLetterWatch watch = new DeadLetterWatch(consumer);
    watch.thread.start();
    return watch;
  }

  /** Numbers of the documents that were dead-lettered so far. */
  Set<Long> numbers() {
    return Set.copyOf(numbers);
  }

  int count() {
    return numbers.size();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
          if (letter.value() != null) {
            Corpus.numberOfName(recordId(letter)).ifPresent(numbers::add);
          }
        }
      }
    }
  }

  /** xmlfleet's letters name it in a header, the others' letters keep it as their key. */
  private static String recordId(ConsumerRecord<byte[], byte[]> letter) {
    Header own = letter.headers().lastHeader(DeadLetterCodec.RECORD_ID);
    return new String(own == null ? letter.key() : own.value(), UTF_8);
  }
}
