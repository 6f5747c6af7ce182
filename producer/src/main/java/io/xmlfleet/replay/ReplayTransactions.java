package io.xmlfleet.replay;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.message.LetterAction.Acted;
import io.xmlfleet.message.LetterActionCodec;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.trace.Tracing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends documents to work together with the record that says so: both are there or neither.
 * Confined to one thread.
 */
final class ReplayTransactions {
  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;
  private final Map<ItemId, Integer> sent = new LinkedHashMap<>();
  private final List<ItemId> tooLarge = new ArrayList<>();
  private final Tracing tracing = Tracing.global();

  /**
   * For one replay.
   *
   * @param producer transactional and initialised
   */
  ReplayTransactions(Producer<byte[], byte[]> producer, TopicNames topics) {
    this.producer = producer;
    this.topics = topics;
  }

  /** What is committed, with the attempt that each is. */
  Map<ItemId, Integer> sent() {
    return sent;
  }

  /** What the work topic does not take for its size. */
  List<ItemId> tooLarge() {
    return tooLarge;
  }

  /**
   * Sends all of these, but for those that are too large.
   *
   * @param action who sends them and why
   * @throws InfrastructureException if the brokers fail, or another replay has begun; none of these
   *     was sent then, or if the answer to the commit was lost, all of them
   */
  void send(List<WorkItem> items, LetterAction action) throws InterruptedException {
    if (items.isEmpty()) {
      return;
    }
    Set<ItemId> refused = attempt(items, action);
    if (refused.isEmpty()) {
      items.forEach(item -> sent.put(item.item(), item.attempt()));
    } else if (items.size() == 1) {
      tooLarge.addAll(refused);
    } else {
      // Small ones that travelled in one batch with a large one were refused with it.
      send(items.stream().filter(item -> !refused.contains(item.item())).toList(), action);
      for (WorkItem item : items) {
        if (refused.contains(item.item())) {
          send(List.of(item), action);
        }
      }
    }
  }

  /** One transaction; the items for whose size it had to be given up. */
  private Set<ItemId> attempt(List<WorkItem> items, LetterAction action)
      throws InterruptedException {
    Map<ItemId, Future<RecordMetadata>> answers = new LinkedHashMap<>();
    try {
      producer.beginTransaction();
      for (WorkItem item : items) {
        try (Tracing.Sending span = tracing.sending(item)) {
          WorkItem traced = item.tracedBy(span.trace());
          answers.put(item.item(), producer.send(WorkItemCodec.encode(topics.work(), traced)));
        }
      }
      List<Acted> acted =
          items.stream().map(item -> new Acted(item.item(), item.attempt())).toList();
      // Its failure shows at the commit.
      var unused =
          producer.send(LetterActionCodec.encode(topics.deadLetterActions(), action.on(acted)));
      producer.commitTransaction();
      return Set.of();
    } catch (InterruptException e) {
      Thread.interrupted(); // it set the flag; the exception says it instead
      throw new InterruptedException("interrupted while replaying");
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new InfrastructureException(
          "another replay has begun, or the broker was away for too long", e);
    } catch (KafkaException e) {
      Set<ItemId> refused = refusedForSize(answers);
      if (refused.isEmpty()) {
        throw failed(e);
      }
      producer.abortTransaction();
      return refused;
    }
  }

  private Set<ItemId> refusedForSize(Map<ItemId, Future<RecordMetadata>> answers)
      throws InterruptedException {
    producer.flush();
    Set<ItemId> refused = new HashSet<>();
    for (Map.Entry<ItemId, Future<RecordMetadata>> answer : answers.entrySet()) {
      try {
        answer.getValue().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RecordTooLargeException) {
          refused.add(answer.getKey());
        }
      }
    }
    return refused;
  }

  private static InfrastructureException failed(KafkaException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new InfrastructureException(
        "Kafka did not take the documents: "
            + cause.getClass().getSimpleName()
            + ": "
            + cause.getMessage(),
        e);
  }
}
