package io.xmlfleet.progress;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the reports that the aggregator publishes. Confined to one thread. */
public final class ProgressReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProgressReader.class);
  private static final String WHAT = "progress";
  private static final Duration POLL = Duration.ofMillis(200);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final TopicNames topics;

  ProgressReader(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, TopicNames topics) {
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
    return latest(topics.progress(), ProgressReport.class, ProgressReport::run);
  }

  /**
   * What is known of each run from its producer, by run id: also of runs that no aggregator has
   * reported on.
   *
   * @throws InfrastructureException if the brokers do not answer or the topic is missing
   */
  public List<RunEvent> events() {
    return latest(topics.runs(), RunEvent.class, RunEvent::run);
  }

  private <T> List<T> latest(String topic, Class<T> type, Function<T, String> run) {
    Map<String, T> latest = new TreeMap<>();
    TopicReader.guarded(
        WHAT,
        () ->
            new TopicReader(consumer, topic)
                .readAll(
                    consumed -> {
                      if (consumed.value() == null && consumed.key() != null) { // forgotten
                        latest.remove(new String(consumed.key(), StandardCharsets.UTF_8));
                      }
                      read(consumed, type).ifPresent(one -> latest.put(run.apply(one), one));
                    }));
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
    TopicReader.guarded(
        WHAT,
        () -> {
          ProgressReport newest =
              latest().stream().filter(report -> report.run().equals(run)).findFirst().orElse(null);
          boolean more = goOn.test(newest);
          readOn();
          while (more) {
            newest = null;
            for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(POLL)) {
              newest =
                  read(consumed, ProgressReport.class)
                      .filter(report -> report.run().equals(run))
                      .orElse(newest);
            }
            more = goOn.test(newest);
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
    TopicReader.guarded(
        WHAT,
        () -> {
          new TopicReader(consumer, topics.progress())
              .readAll(consumed -> read(consumed, ProgressReport.class).ifPresent(visitor));
          caughtUp.run();
          readOn();
          while (goOn.getAsBoolean()) {
            consumer
                .poll(POLL)
                .forEach(consumed -> read(consumed, ProgressReport.class).ifPresent(visitor));
          }
        });
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

  private static <T> Optional<T> read(ConsumerRecord<byte[], byte[]> consumed, Class<T> type) {
    if (consumed.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(FleetJson.read(consumed.value(), type));
    } catch (MalformedMessageException e) {
      log.debug("passed over {}: {}", WorkItemCodec.position(consumed), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    TermClients.close(consumer);
  }
}
