package io.xmlfleet.source.topic;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.OriginHeaders;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.document.FoundDocument;
import io.xmlfleet.source.document.SourceDocument;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The values of a topic that is not ours, in the order of each partition. How far it was read is
 * committed to a group when the documents are safe elsewhere, so that the next reading goes on
 * there. It is no member of that group: partitions are not shared with another reader, nor taken
 * away by the group when sending takes long. Confined to one thread.
 */
public final class TopicSource implements DocumentSource {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(10).toNanos();

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final int limitBytes;
  private final @Nullable Following following;
  private final Deque<ConsumerRecord<byte[], byte[]>> polled = new ArrayDeque<>();
  private final Map<TopicPartition, OffsetAndMetadata> given = new HashMap<>();
  private Map<TopicPartition, Long> ends = Map.of();
  private long lookedForPartitions = System.nanoTime();
  private Runnable idle = () -> {};

  private TopicSource(
      Consumer<byte[], byte[]> consumer,
      String topic,
      int limitBytes,
      @Nullable Following following) {
    this.consumer = consumer;
    this.topic = topic;
    this.limitBytes = limitBytes;
    this.following = following;
  }

  /**
   * Begins where the group has committed, else at the topic's beginning.
   *
   * @param group remembers how far the topic was read
   * @param limitBytes what is larger is rejected
   * @param following how long to wait for records that come; null: it ends where the topic ends now
   * @throws UsageException if there is no such topic, or a property of the client is not usable
   * @throws InfrastructureException if the brokers do not answer or refuse
   */
  public static TopicSource open(
      KafkaSettings kafka,
      String topic,
      String group,
      int limitBytes,
      @Nullable Following following) {
    Map<String, Object> defaults =
        Map.of(
            CommonClientConfigs.CLIENT_ID_CONFIG,
            "xmlfleet-producer-source",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, // or partitions that come are seen late
            10_000);
    Consumer<byte[], byte[]> consumer = ClientFactory.member(kafka, group, defaults, Map.of());
    TopicSource source = new TopicSource(consumer, topic, limitBytes, following);
    try {
      source.assign();
      return source;
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private void assign() {
    guarded(
        () -> {
          Set<TopicPartition> partitions = partitions();
          if (partitions.isEmpty()) {
            throw new UsageException("there is no topic " + topic);
          }
          consumer.assign(partitions);
          if (following == null) {
            ends = consumer.endOffsets(partitions, LIMIT);
          }
        });
  }

  private Set<TopicPartition> partitions() {
    return consumer.partitionsFor(topic, LIMIT).stream()
        .map(each -> new TopicPartition(topic, each.partition()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public String description() {
    return "topic " + topic + (following == null ? "" : ", followed");
  }

  @Override
  public boolean isUnbounded() {
    return following != null;
  }

  @Override
  public void whenIdle(Runnable action) {
    idle = action;
  }

  /** Waits for a record where the topic is followed; else false at what was its end. */
  @Override
  public boolean hasNext() {
    while (polled.isEmpty() && !isOver()) {
      guarded(() -> consumer.poll(POLL).forEach(polled::add));
      if (polled.isEmpty() && following != null) {
        idle.run();
        lookForPartitions();
      }
    }
    return !polled.isEmpty() && !(following != null && following.endsWithin(Duration.ZERO));
  }

  private boolean isOver() {
    if (following != null) {
      return following.endsWithin(Duration.ZERO);
    }
    boolean[] over = {true};
    guarded(
        () ->
            ends.forEach(
                (partition, end) -> over[0] &= consumer.position(partition, LIMIT) >= end));
    return over[0];
  }

  /** A topic may grow while it is followed. */
  private void lookForPartitions() {
    if (System.nanoTime() - lookedForPartitions > BETWEEN_LOOKS_NANOS) {
      lookedForPartitions = System.nanoTime();
      guarded(
          () -> {
            Set<TopicPartition> all = partitions();
            if (!consumer.assignment().containsAll(all)) {
              all.addAll(consumer.assignment());
              consumer.assign(all);
            }
          });
    }
  }

  @Override
  public SourceDocument next() {
    return find().read();
  }

  @Override
  public FoundDocument find() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ConsumerRecord<byte[], byte[]> record = polled.remove();
    given.put(
        new TopicPartition(record.topic(), record.partition()),
        new OffsetAndMetadata(record.offset() + 1));
    String recordId = WorkItemCodec.recordId(record);
    return new FoundDocument(
        recordId, null, OriginHeaders.foreign(record), () -> document(recordId, record.value()));
  }

  private SourceDocument document(String recordId, byte @Nullable [] value) {
    if (value == null) {
      return new SourceDocument.Rejected(recordId, "the record has no value");
    }
    return value.length > limitBytes
        ? SourceDocument.Rejected.tooLarge(recordId, value.length, limitBytes)
        : new SourceDocument.Read(recordId, value);
  }

  @Override
  public void settled() {
    if (!given.isEmpty()) {
      guarded(() -> consumer.commitSync(given, LIMIT));
      given.clear();
    }
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (KafkaException e) {
      throw new InfrastructureException(
          "the topic " + topic + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(LIMIT));
  }
}
