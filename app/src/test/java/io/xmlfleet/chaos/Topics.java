package io.xmlfleet.chaos;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a fleet's topics say, read from their beginnings.
 *
 * @param work record id by item
 * @param outcomes all different outcomes of an item; one, if all is well
 * @param repeated items whose outcome was published more than once: redelivered, and done again
 * @param letters open dead letters by item: stage and reason
 */
record Topics(
    Map<ItemId, String> work,
    Map<ItemId, Set<Outcome>> outcomes,
    Set<ItemId> repeated,
    Map<ItemId, String> letters,
    Map<String, RunEvent> runs,
    Map<String, ProgressReport> reports) {

  static Topics read(KafkaSettings kafka, TopicNames names) throws InterruptedException {
    Topics topics =
        new Topics(
            new TreeMap<>(),
            new HashMap<>(),
            new HashSet<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      for (String work : names.allWork()) {
        read(consumer, work, consumed -> topics.add(WorkItemCodec.decode(consumed)));
      }
      read(
          consumer,
          names.results(),
          consumed -> {
            if (!ResultCodec.isWorkerStatus(consumed)) {
              topics.add(ResultCodec.decodeResult(consumed));
            }
          });
      topics.readLetters(consumer, names.deadLetters());
      read(
          consumer,
          names.runs(),
          consumed -> {
            RunEvent event = FleetJson.read(consumed.value(), RunEvent.class);
            topics.runs.put(event.run(), event);
          });
      read(
          consumer,
          names.progress(),
          consumed -> {
            ProgressReport report = FleetJson.read(consumed.value(), ProgressReport.class);
            topics.reports.put(report.run(), report);
          });
    }
    return topics;
  }

  private void add(WorkItem item) {
    work.put(item.item(), item.recordId());
  }

  private void add(WorkResult result) {
    if (outcomes.containsKey(result.item())) {
      repeated.add(result.item());
    }
    outcomes.computeIfAbsent(result.item(), any -> new HashSet<>()).add(result.outcome());
  }

  /** The latest record of an item counts; partitions that were added split an item's records. */
  private void readLetters(KafkaConsumer<byte[], byte[]> consumer, String topic)
      throws InterruptedException {
    Map<ItemId, Long> seenAt = new HashMap<>();
    read(
        consumer,
        topic,
        consumed -> {
          ItemId item = DeadLetterCodec.item(consumed);
          if (seenAt.getOrDefault(item, 0L) > consumed.timestamp()) {
            return;
          }
          seenAt.put(item, consumed.timestamp());
          DeadLetter letter = DeadLetterCodec.decode(consumed);
          if (letter == null) {
            letters.remove(item);
          } else {
            letters.put(item, letter.failure().stage() + ": " + letter.failure().reason());
          }
        });
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer, String topic, TopicReader.Visitor visitor)
      throws InterruptedException {
    new TopicReader(consumer, topic).readAll(visitor);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka) {
    return new KafkaConsumer<>(
        kafka.clientProperties(
            Map.of(),
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
