package io.xmlfleet.publish;

import static java.util.Map.entry;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Finds out which documents of a run are on the topics of work items beyond its last checkpoint.
 * What has to be read is what was sent since then, by this run and by others.
 */
final class SentItems {
  /** Records carry the time of the machine that sent them, which may have been set since. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final int FETCH_BYTES = 16 * 1024 * 1024;

  private SentItems() {}

  /**
   * Reads the topics.
   *
   * @param last what is known of the run
   * @throws InfrastructureException if the brokers do not answer
   */
  static Sequences read(KafkaSettings kafka, TopicNames topics, RunEvent last)
      throws InterruptedException {
    RunEvent.Checkpoint checkpoint = last.checkpoint();
    Instant since = checkpoint == null ? last.startedAt() : checkpoint.at();
    Sequences sequences = new Sequences(checkpoint == null ? 0 : checkpoint.sequence());
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      for (String topic : topics.allWork()) {
        new TopicReader(consumer, topic)
            .readSince(since.minus(MARGIN), consumed -> add(sequences, last.run(), consumed));
      }
    }
    return sequences;
  }

  private static void add(
      Sequences sequences, String run, ConsumerRecord<byte[], byte[]> consumed) {
    try {
      WorkItem work = WorkItemCodec.decode(consumed);
      ItemId item = work.item();
      if (item.run().equals(run)) {
        sequences.addSent(work.recordId(), item.sequence());
      }
    } catch (MalformedMessageException e) {
      // Somebody else's; the workers say so.
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka) {
    Map<String, Object> defaults =
        Map.ofEntries(
            entry(CommonClientConfigs.CLIENT_ID_CONFIG, "xmlfleet-producer-resume"),
            entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES),
            entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES / 4));
    return ClientFactory.readerOfAll(kafka, defaults);
  }
}
