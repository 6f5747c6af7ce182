package io.xmlfleet.letter;

import static java.util.Map.entry;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the dead letters that are open now. Each call reads the topic from its beginning; memory
 * grows with the number of open letters, not with their documents. Confined to one thread.
 */
public final class DeadLetterReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReader.class);
  private static final int FETCH_BYTES = 16 * 1024 * 1024;
  // A fetch is compressed; what a poll returns is not.
  private static final int POLL_RECORDS = 16;
  // At the end of one partition the broker would otherwise hold back the others for 500 ms.
  private static final int FETCH_WAIT_MILLIS = 20;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private interface Reading {
    void run() throws InterruptedException;
  }

  private final Consumer<byte[], byte[]> consumer;
  private final TopicReader topic;
  private final LetterActions actions;
  private final LetterDocuments documents;

  DeadLetterReader(Consumer<byte[], byte[]> consumer, TopicNames topics) {
    this.consumer = consumer;
    this.topic = new TopicReader(consumer, topics.deadLetters());
    this.actions = new LetterActions(new TopicReader(consumer, topics.deadLetterActions()));
    this.documents = new LetterDocuments(consumer);
  }

  /**
   * Opens a reader; the brokers are asked by the first call.
   *
   * @throws UsageException if a Kafka client property is not usable
   */
  public static DeadLetterReader connect(KafkaSettings kafka, TopicNames topics) {
    Map<String, Object> defaults =
        Map.ofEntries(
            entry(CommonClientConfigs.CLIENT_ID_CONFIG, "xmlfleet-dead-letters"),
            entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS),
            entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS),
            entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES),
            entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES / 4));
    return new DeadLetterReader(ClientFactory.reader(kafka, defaults), topics);
  }

  /**
   * The open letters that match, by run and sequence, without their documents.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public List<DeadLetterEntry> list(DeadLetterFilter filter) {
    OpenLetters letters = new OpenLetters(filter);
    guarded(() -> topic.readAll(letters::add));
    if (letters.unreadable() > 0) {
      LOG.warn("{} records are not dead letters and were passed over", letters.unreadable());
    }
    return withStates(letters.matching());
  }

  /** The actions are read after the letters: a letter that is listed is never newer than they. */
  private List<DeadLetterEntry> withStates(List<DeadLetterEntry> entries) {
    Set<ItemId> items = entries.stream().map(DeadLetterEntry::item).collect(Collectors.toSet());
    Map<ItemId, LetterState> states = new HashMap<>();
    if (!items.isEmpty()) {
      guarded(() -> states.putAll(actions.states(items)));
    }
    return entries.stream()
        .map(entry -> entry.in(states.getOrDefault(entry.item(), LetterState.NONE)))
        .toList();
  }

  /**
   * Hands over what people did to dead letters, the earliest first.
   *
   * @throws InfrastructureException if the brokers do not answer
   */
  public void history(java.util.function.Consumer<LetterAction> visitor) {
    guarded(() -> actions.visit(visitor));
  }

  /**
   * The open letter of one item, with its document as far as there is one; empty if there is none.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public Optional<FullLetter> show(ItemId item) {
    List<DeadLetterEntry> entries = list(DeadLetterFilter.all().ofItem(item));
    return entries.isEmpty() ? Optional.empty() : Optional.of(withDocument(entries.get(0)));
  }

  /**
   * A letter that was listed, with its document as far as it is still there.
   *
   * @throws InfrastructureException if the brokers do not answer
   */
  public FullLetter withDocument(DeadLetterEntry entry) {
    FullLetter[] found = {new FullLetter(entry, entry.head())};
    guarded(
        () ->
            visitDocuments(
                List.of(entry),
                letter -> {
                  found[0] = letter;
                  return false;
                }));
    return found[0];
  }

  /**
   * Visits the letters with their documents, one in memory at a time, in the order in which they
   * stand. Passed over are those that have none, or whose document is gone since.
   *
   * @return false if the visitor ended it
   * @throws InfrastructureException if the brokers do not answer
   * @throws InterruptedException if the visitor was interrupted
   */
  public boolean visitDocuments(
      Collection<DeadLetterEntry> entries, LetterDocuments.Visitor visitor)
      throws InterruptedException {
    try {
      return documents.visit(entries, visitor);
    } catch (InterruptException e) {
      Thread.interrupted(); // it set the flag; the exception says it instead
      throw new InterruptedException("interrupted while reading dead letters");
    } catch (KafkaException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
  }

  private static void guarded(Reading reading) {
    try {
      reading.run();
    } catch (InterruptException | InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while reading dead letters", e);
    } catch (KafkaException e) {
      throw unreadable(e);
    }
  }

  private static InfrastructureException unreadable(KafkaException e) {
    return new InfrastructureException(
        "the dead letters cannot be read: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
        e);
  }
}
