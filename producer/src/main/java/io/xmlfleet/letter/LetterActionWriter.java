package io.xmlfleet.letter;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.LetterAction.Acted;
import io.xmlfleet.message.LetterActionCodec;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.publish.ReliableProducer;
import io.xmlfleet.publish.SendTracker;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * Writes down that letters are parked or not any more. The letters stay as they are, so nothing
 * that a worker resolves meanwhile comes back. Confined to one thread.
 */
public final class LetterActionWriter implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final int LETTERS_A_RECORD = 500;

  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final PublishSettings settings;
  private final Clock clock;

  private LetterActionWriter(
      Producer<byte[], byte[]> producer, TopicNames topics, PublishSettings settings, Clock clock) {
    this.producer = producer;
    this.topics = topics;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Connects to the brokers.
   *
   * @throws UsageException if a Kafka client property is not usable
   * @throws InfrastructureException if the brokers do not answer, or the topic is missing
   */
  public static LetterActionWriter connect(KafkaSettings kafka, TopicNames topics, Clock clock) {
    PublishSettings settings = PublishSettings.standard();
    return new LetterActionWriter(
        ReliableProducer.connect(kafka, settings, List.of(topics.deadLetterActions())),
        topics,
        settings,
        clock);
  }

  /**
   * Writes an action on these letters and waits until all of it is acknowledged.
   *
   * @throws InfrastructureException if the brokers fail or the thread is interrupted; doing it
   *     again is safe
   */
  public void write(LetterAction action, List<DeadLetterEntry> letters) {
    SendTracker<Integer> tracker = new SendTracker<>(producer, settings.deliveryTimeout(), clock);
    try {
      for (int from = 0; from < letters.size(); from += LETTERS_A_RECORD) {
        List<Acted> acted =
            letters.subList(from, Math.min(letters.size(), from + LETTERS_A_RECORD)).stream()
                .map(letter -> new Acted(letter.item(), letter.head().attempt()))
                .toList();
        tracker.send(LetterActionCodec.encode(topics.deadLetterActions(), action.on(acted)));
      }
      tracker.awaitAcknowledged();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted; not all letters may be marked", e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
