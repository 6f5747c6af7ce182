package io.xmlfleet.publish;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the documents of a source as the work items of a run. Publishing belongs to one thread;
 * {@link #cancel} may come from any.
 */
public final class WorkPublisher implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final PublishSettings settings;
  private final Clock clock;
  private volatile boolean cancelled;

  WorkPublisher(
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
   * @throws InfrastructureException if the brokers do not answer, or a topic is missing
   */
  public static WorkPublisher connect(
      KafkaSettings kafka, TopicNames topics, PublishSettings settings, Clock clock) {
    List<String> needed =
        List.of(
            topics.work(settings.priority()),
            topics.runs(),
            topics.results(),
            topics.deadLetters());
    return new WorkPublisher(
        ReliableProducer.connect(kafka, settings, needed), topics, settings, clock);
  }

  /**
   * Sends a run: announces it, sends every document, waits for every acknowledgement, seals it with
   * the total. Sequences count from 1 in the order of the source. What is too large or unreadable
   * is a rejected outcome and a dead letter, and counts. Memory is bounded by the settings' buffer.
   *
   * <p>When {@link #cancel}led or interrupted it stops after a document, waits for the
   * acknowledgements and announces the run as cancelled; an interrupt's flag is set on return.
   *
   * @param run its id, not used before; see {@link RunIds}
   * @param contract what maps the documents; null: the consumers' only one
   * @param source not closed
   * @throws UsageException if the run's id is not usable
   * @throws InfrastructureException if the brokers fail; the message says how far it came
   */
  public PublishSummary publish(
      String run, @Nullable String contract, DocumentSource source, PublishListener listener) {
    RunEvent started =
        RunEvent.started(RunIds.require(run), contract, source.description(), clock.instant());
    return publication(started, new Sequences(0)).run(source, listener, () -> cancelled);
  }

  /**
   * Goes on with a run whose producer ended before it had sent everything: sends what is not on the
   * topic, under the numbers that follow, and seals it. What was rejected since the last checkpoint
   * is rejected again, which changes nothing.
   *
   * @param kafka to read what was sent
   * @param last the latest event of the run
   * @param source the same as that of the run, from its beginning; not closed
   * @throws UsageException if the run is sealed, or the source is not the same
   * @throws InfrastructureException as {@link #publish}
   */
  public PublishSummary resume(
      KafkaSettings kafka, RunEvent last, DocumentSource source, PublishListener listener) {
    if (last.state() == RunEvent.State.SEALED) {
      throw new UsageException(
          "nothing to resume: all " + last.total() + " documents of " + last.run() + " were sent");
    }
    if (!last.source().equals(source.description())) {
      throw new UsageException(
          "the run "
              + last.run()
              + " reads "
              + last.source()
              + ", not "
              + source.description()
              + "; name the same input");
    }
    RunEvent.Checkpoint checkpoint = last.checkpoint();
    if (checkpoint != null) {
      source.skipPast(checkpoint.sequence(), checkpoint.recordId());
    }
    try {
      Sequences sequences = SentItems.read(kafka, topics, last);
      return publication(last.resumed(clock.instant()), sequences)
          .run(source, listener, () -> cancelled);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while looking for what was sent", e);
    }
  }

  private Publication publication(RunEvent first, Sequences sequences) {
    SendTracker<Publication.Sent> tracker =
        new SendTracker<>(producer, settings.deliveryTimeout(), clock);
    return new Publication(tracker, topics, settings, clock, first, sequences);
  }

  /** Ends the sending after the current document. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
