package io.xmlfleet.worker.publish;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes through the shared producer. Thread-safe. */
public final class KafkaOutcomePublisher implements OutcomePublisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutcomePublisher.class);

  private final SharedProducer producers;
  private final TopicNames topics;
  private final Duration limit;
  private final Clock clock;

  /**
   * A publisher.
   *
   * @param limit longest wait for the acknowledgements of one call
   */
  public KafkaOutcomePublisher(
      SharedProducer producers, TopicNames topics, Duration limit, Clock clock) {
    this.producers = producers;
    this.topics = topics;
    this.limit = limit;
    this.clock = clock;
  }

  private enum Ack {
    ACKNOWLEDGED,
    TOO_LARGE,
    LATER
  }

  /** A report and the fates of its records. */
  private record Departed(ItemReport report, List<Pending> records) {}

  /**
   * Reports that were sent together.
   *
   * @param departed the first ones of the reports; the rest was not sent
   */
  private record Shipment(
      List<ItemReport> reports, Producer<byte[], byte[]> producer, List<Departed> departed) {}

  /** A record on its way. */
  private record Pending(String topic, Future<RecordMetadata> future) {}

  @Override
  public Sent send(List<ItemReport> reports) {
    Shipment shipment = ship(reports);
    return () -> unacknowledged(shipment);
  }

  private List<ItemReport> unacknowledged(Shipment shipment) {
    List<ItemReport> tooLarge = new ArrayList<>();
    List<ItemReport> open = open(shipment, tooLarge);
    if (!tooLarge.isEmpty()) {
      List<ItemReport> stillTooLarge = new ArrayList<>();
      open.addAll(open(ship(tooLarge.stream().map(ReportRecords::small).toList()), stillTooLarge));
      if (!stillTooLarge.isEmpty()) {
        throw new InfrastructureException(
            "the topics "
                + topics.results()
                + " and "
                + topics.deadLetters()
                + " refuse even the smallest outcome as too large; raise max.message.bytes. Nothing of"
                + " the batch is committed; it comes again until they are taken");
      }
    }
    return open;
  }

  private Shipment ship(List<ItemReport> reports) {
    Producer<byte[], byte[]> producer = producers.current();
    try {
      return new Shipment(reports, producer, depart(reports, producer));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      requireReplacement(producer, e);
      return new Shipment(reports, producer, List.of());
    }
  }

  private List<ItemReport> open(Shipment shipment, List<ItemReport> tooLarge) {
    List<ItemReport> reports = shipment.reports();
    List<Departed> departed = shipment.departed();
    try {
      List<ItemReport> open = new ArrayList<>(reports.subList(departed.size(), reports.size()));
      Deadline deadline = Deadline.after(limit, clock);
      for (Departed one : departed) {
        switch (ack(one, deadline)) {
          case ACKNOWLEDGED -> {}
          case TOO_LARGE -> tooLarge.add(one.report());
          case LATER -> open.add(one.report());
        }
      }
      return open;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      requireReplacement(shipment.producer(), e);
      return new ArrayList<>(reports);
    }
  }

  /** Returns where another worker has replaced the producer meanwhile. */
  private void requireReplacement(Producer<byte[], byte[]> producer, RuntimeException e) {
    if (producers.replace(producer)) {
      throw new InfrastructureException(
          "the broker refuses outcomes: "
              + e.getMessage()
              + ". Nothing of the batch is committed; it comes again until they are taken",
          e);
    }
  }

  /** Sends until the first one fails at once: with the broker away each would block in turn. */
  private List<Departed> depart(List<ItemReport> reports, Producer<byte[], byte[]> producer) {
    List<Departed> departed = new ArrayList<>(reports.size());
    for (ItemReport report : reports) {
      List<Pending> records = new ArrayList<>(2);
      ReportRecords.of(report, topics)
          .forEach(produced -> records.add(new Pending(produced.topic(), producer.send(produced))));
      departed.add(new Departed(report, records));
      if (records.stream().anyMatch(KafkaOutcomePublisher::failedAtOnce)) {
        break;
      }
    }
    return departed;
  }

  private static boolean failedAtOnce(Pending pending) {
    return pending.future().isDone() && ack(pending, Duration.ZERO) == Ack.LATER;
  }

  private static Ack ack(Departed departed, Deadline deadline) {
    Ack ack = Ack.ACKNOWLEDGED;
    for (Pending pending : departed.records()) {
      Ack one = ack(pending, deadline.remaining());
      if (one == Ack.TOO_LARGE || ack == Ack.ACKNOWLEDGED) {
        ack = one;
      }
    }
    return ack;
  }

  private static Ack ack(Pending pending, Duration patience) {
    try {
      pending.future().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Ack.ACKNOWLEDGED;
    } catch (TimeoutException e) {
      return Ack.LATER;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return Ack.TOO_LARGE;
      }
      if (e.getCause() instanceof RetriableException) {
        return Ack.LATER;
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaException(
          "the topic "
              + pending.topic()
              + " does not take one: "
              + cause.getClass().getSimpleName()
              + ": "
              + cause.getMessage(),
          cause);
    }
  }

  @Override
  public void announce(WorkerStatus status) {
    try {
      Future<RecordMetadata> unused =
          producers
              .current()
              .send(
                  ResultCodec.encode(topics.results(), status),
                  (metadata, failure) -> {
                    if (failure != null) {
                      LOG.debug("A sign of life did not arrive", failure);
                    }
                  });
    } catch (KafkaException | IllegalStateException e) {
      LOG.debug("A sign of life was not sent", e);
    }
  }
}
