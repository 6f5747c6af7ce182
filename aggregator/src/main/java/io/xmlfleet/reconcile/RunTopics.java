package io.xmlfleet.reconcile;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the topics hold of one run, one record in memory at a time; what is not ours is passed
 * over. Confined to one thread.
 */
final class RunTopics implements AutoCloseable {
  /** Documents are large: few in memory at a time. */
  private static final Map<String, Object> DOCUMENTS =
      Map.of("max.poll.records", 16, "max.partition.fetch.bytes", 4 * 1024 * 1024);

  private static final Map<String, Object> MESSAGES = Map.of("max.poll.records", 2_000);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final String run;
  private final Instant since;
  private final TopicNames topics;
  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> documents;
  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> messages;

  /** Takes the state of one item's dead letter. */
  interface LetterVisitor {
    /**
     * Visits one record.
     *
     * @param letter null: it resolves the item
     */
    void visit(ItemId item, @Nullable DeadLetter letter, int partition, long millis);
  }

  private RunTopics(
      String run,
      Instant since,
      TopicNames topics,
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> documents,
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> messages) {
    this.run = run;
    this.since = since;
    this.topics = topics;
    this.documents = documents;
    this.messages = messages;
  }

  /**
   * Opens readers; the brokers are asked by the first call.
   *
   * @param since no record of the run is older
   */
  static RunTopics open(KafkaSettings kafka, TopicNames topics, String run, Instant since) {
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> documents =
        ClientFactory.reader(kafka, DOCUMENTS);
    try {
      return new RunTopics(run, since, topics, documents, ClientFactory.reader(kafka, MESSAGES));
    } catch (RuntimeException e) {
      documents.close(CloseOptions.timeout(CLOSE_LIMIT));
      throw e;
    }
  }

  /** All outcomes; gives the time from which on none was deleted. */
  Instant outcomes(Consumer<WorkResult> visitor) {
    Instant[] complete = {since};
    guarded(
        topics.results(),
        () ->
            complete[0] =
                new TopicReader(messages, topics.results())
                    .readSince(
                        since, consumed -> ResultCodec.ofRun(run, consumed).ifPresent(visitor)));
    return complete[0];
  }

  /** All work items with the records they came in, documents and all. */
  void work(BiConsumer<WorkItem, ConsumerRecord<byte[], byte[]>> visitor) {
    for (String topic : topics.allWork()) {
      guarded(
          topic,
          () ->
              new TopicReader(documents, topic)
                  .readSince(
                      since,
                      consumed -> {
                        WorkItem item = WorkItemCodec.decode(consumed);
                        if (item.item().run().equals(run)) {
                          visitor.accept(item, consumed);
                        }
                      }));
    }
  }

  /**
   * The work items at these positions; those that are gone are passed over.
   *
   * @param positions each below the end of its partition
   */
  void workAt(List<RecordPosition> positions, Consumer<WorkItem> visitor) {
    Map<TopicPartition, List<Long>> offsets =
        positions.stream()
            .collect(
                Collectors.groupingBy(
                    position -> new TopicPartition(position.topic(), position.partition()),
                    LinkedHashMap::new,
                    Collectors.mapping(RecordPosition::offset, Collectors.toList())));
    offsets.forEach(
        (partition, each) ->
            guarded(
                partition.topic(),
                () ->
                    new TopicReader(documents, partition.topic())
                        .readAt(
                            partition.partition(),
                            each.stream().sorted().distinct().toList(),
                            consumed -> {
                              visitor.accept(WorkItemCodec.decode(consumed));
                              return true;
                            })));
  }

  /** All records of dead letters, in the order of each partition. */
  void letters(LetterVisitor visitor) {
    guarded(
        topics.deadLetters(),
        () ->
            new TopicReader(documents, topics.deadLetters())
                .readAll(consumed -> letter(consumed, visitor)));
  }

  private void letter(ConsumerRecord<byte[], byte[]> consumed, LetterVisitor visitor) {
    try {
      ItemId item = DeadLetterCodec.item(consumed);
      if (item.run().equals(run)) {
        visitor.visit(
            item, DeadLetterCodec.decode(consumed), consumed.partition(), consumed.timestamp());
      }
    } catch (MalformedMessageException e) {
      // Whoever lists the dead letters names it.
    }
  }

  private static void guarded(String topic, TopicReader.Reading reading) {
    TopicReader.guarded("the topic " + topic, reading);
  }

  @Override
  public void close() {
    documents.close(CloseOptions.timeout(CLOSE_LIMIT));
    messages.close(CloseOptions.timeout(CLOSE_LIMIT));
  }
}
