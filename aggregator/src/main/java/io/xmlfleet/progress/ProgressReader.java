package io.xmlfleet.progress;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the reports that the aggregator publishes. Confined to one thread. */
public final class ProgressReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProgressReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicNames topics;

  private ProgressReader(KafkaConsumer<byte[], byte[]> consumer, TopicNames topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /**
   * Opens a reader; the brokers are asked by the first call.
   *
   * @throws UsageException if a Kafka client property is not usable
   */
  public static ProgressReader connect(KafkaSettings kafka, TopicNames topics) {
    return new ProgressReader(TermClients.reader(kafka), topics);
  }

  /**
   * The latest report of each run, by run id.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public List<ProgressReport> latest() {
    Map<String, ProgressReport> latest = new TreeMap<>();
    readAll(
        topics.progress(),
        consumed -> {
          ProgressReport report = report(consumed);
          if (report != null) {
            latest.put(report.run(), report);
          }
        });
    return new ArrayList<>(latest.values());
  }

  /**
   * What is known of each run from its producer, by run id: also of runs that no aggregator has
   * reported on.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public List<RunEvent> events() {
    Map<String, RunEvent> latest = new TreeMap<>();
    readAll(
        topics.runs(),
        consumed -> {
          if (consumed.value() != null) {
            try {
              RunEvent event = FleetJson.read(consumed.value(), RunEvent.class);
              latest.put(event.run(), event);
            } catch (MalformedMessageException e) {
              log.debug("passed over a run event: {}", e.getMessage());
            }
          }
        });
    return new ArrayList<>(latest.values());
  }

  public Optional<RunEvent> event(String run) {
    return events().stream().filter(event -> event.run().equals(run)).findFirst();
  }

  /**
   * Hands over each report of one run, from the latest one on, for as long as the listener says so.
   *
   * @param goOn takes a report, or null after each poll without one; returns false to end
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public void follow(String run, Predicate<@Nullable ProgressReport> goOn) {
    guarded(
        () -> {
          ProgressReport latest = null;
          for (ProgressReport report : latest()) {
            latest = report.run().equals(run) ? report : latest;
          }
          boolean more = goOn.test(latest);
          readOn();
          while (more) {
            more = pollOnce(run, goOn);
          }
        });
  }

  /**
   * Hands over the reports of all runs that the topic still holds, in their order, and then each
   * that comes.
   *
   * @param caughtUp told once what the topic held is handed over
   * @param goOn asked a few times a second; false ends it
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public void followAll(Consumer<ProgressReport> visitor, Runnable caughtUp, BooleanSupplier goOn) {
    guarded(
        () -> {
          new TopicReader(consumer, topics.progress())
              .readAll(consumed -> visit(consumed, visitor));
          caughtUp.run();
          readOn();
          while (goOn.getAsBoolean()) {
            consumer.poll(POLL).forEach(consumed -> visit(consumed, visitor));
          }
        });
  }

  private static void visit(
      ConsumerRecord<byte[], byte[]> consumed, Consumer<ProgressReport> visitor) {
    ProgressReport report = report(consumed);
    if (report != null) {
      visitor.accept(report);
    }
  }

  /** After the topic was read to its end: to what comes. */
  private void readOn() {
    TopicPartition progress = new TopicPartition(topics.progress(), 0);
    if (consumer.assignment().contains(progress)) {
      consumer.resume(List.of(progress));
    } else {
      consumer.assign(List.of(progress)); // nothing was there to read yet
      consumer.seekToBeginning(List.of(progress));
    }
  }

  private boolean pollOnce(String run, Predicate<@Nullable ProgressReport> goOn) {
    ProgressReport newest = null;
    for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL)) {
      ProgressReport report = report(consumed);
      if (report != null && report.run().equals(run)) {
        newest = report;
      }
    }
    return goOn.test(newest);
  }

  private static @Nullable ProgressReport report(ConsumerRecord<byte[], byte[]> consumed) {
    if (consumed.value() == null) {
      return null;
    }
    try {
      return FleetJson.read(consumed.value(), ProgressReport.class);
    } catch (MalformedMessageException e) {
      log.debug("passed over a report: {}", e.getMessage());
      return null;
    }
  }

  private void readAll(String topic, TopicReader.Visitor visitor) {
    guarded(() -> new TopicReader(consumer, topic).readAll(visitor));
  }

  private static void guarded(Reading reading) {
    try {
      reading.run();
    } catch (InterruptException | InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while reading progress", e);
    } catch (KafkaException e) {
      throw new InfrastructureException("progress cannot be read: " + e.getMessage(), e);
    }
  }

  private interface Reading {
    void run() throws InterruptedException;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
