package io.xmlfleet.replay;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.publish.ReliableProducer;
import io.xmlfleet.publish.SendTracker;
import io.xmlfleet.settings.KafkaSettings;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends open dead letters to work again, as the same items with the next attempt. A letter stays
 * open until a worker has loaded it: replaying it twice sends it twice, and the ledger sees to it
 * that its rows are there once. Confined to one thread.
 */
public final class Replayer implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final DeadLetterReader reader;
  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final PublishSettings settings;
  private final Clock clock;

  Replayer(
      DeadLetterReader reader,
      Producer<byte[], byte[]> producer,
      TopicNames topics,
      PublishSettings settings,
      Clock clock) {
    this.reader = reader;
    this.producer = producer;
    this.topics = topics;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Connects to the brokers.
   *
   * @throws UsageException if a Kafka client property is not usable
   * @throws InfrastructureException if the brokers do not answer, or a topic is missing
   */
  public static Replayer connect(
      KafkaSettings kafka, TopicNames topics, PublishSettings settings, Clock clock) {
    Producer<byte[], byte[]> producer =
        ReliableProducer.connect(kafka, settings, List.of(topics.work(), topics.deadLetters()));
    try {
      return new Replayer(
          DeadLetterReader.connect(kafka, topics), producer, topics, settings, clock);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Looks up what would be replayed and sends nothing.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public ReplayPlan plan(DeadLetterFilter filter) {
    return ReplayPlan.of(reader.list(filter));
  }

  /**
   * Sends the plan's documents and waits for every acknowledgement.
   *
   * @param progress told how many are handed over, after each
   * @throws InfrastructureException if the brokers fail or the thread is interrupted; the message
   *     says how far it came, and doing it again is safe
   */
  public ReplaySummary replay(ReplayPlan plan, LongConsumer progress) {
    SendTracker<ItemId> tracker = new SendTracker<>(producer, settings.deliveryTimeout(), clock);
    long[] handedOver = {0};
    try {
      reader.visitDocuments(
          plan.replayable(),
          letter -> {
            send(letter, tracker);
            progress.accept(++handedOver[0]);
          });
      tracker.awaitAcknowledged();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(plan, tracker, "interrupted", e);
    } catch (InfrastructureException e) {
      throw stopped(plan, tracker, String.valueOf(e.getMessage()), e);
    }
    return new ReplaySummary(
        tracker.acknowledged(), plan.replayable().size() - handedOver[0], tracker.takeTooLarge());
  }

  @Override
  public void close() {
    try {
      reader.close();
    } finally {
      producer.close(CLOSE_LIMIT);
    }
  }

  private void send(DeadLetter letter, SendTracker<ItemId> tracker) throws InterruptedException {
    byte[] document = letter.document();
    if (document == null) {
      return;
    }
    WorkItem again =
        new WorkItem(
            letter.item(), letter.recordId(), letter.contract(), letter.attempt() + 1, document);
    tracker.sendDocument(WorkItemCodec.encode(topics.work(), again), letter.item());
  }

  private static InfrastructureException stopped(
      ReplayPlan plan, SendTracker<ItemId> tracker, String reason, Exception cause) {
    return new InfrastructureException(
        reason
            + ". The replay stopped after "
            + tracker.acknowledged()
            + " of "
            + plan.replayable().size()
            + " documents; do it again, none is loaded twice",
        cause);
  }
}
