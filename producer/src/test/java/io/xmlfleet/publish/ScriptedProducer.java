package io.xmlfleet.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that acknowledges at once, except for what the script fails or holds back. */
final class ScriptedProducer extends MockProducer<byte[], byte[]> {
  private static final RecordMetadata ACKNOWLEDGED =
      new RecordMetadata(new TopicPartition("any", 0), 0, 0, 0, 0, 0);

  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Deque<Callback> held = new ArrayDeque<>();
  private Function<ProducerRecord<byte[], byte[]>, Exception> failing = produced -> null;
  private Predicate<ProducerRecord<byte[], byte[]>> holding = produced -> false;

  ScriptedProducer() {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  ScriptedProducer failing(Function<ProducerRecord<byte[], byte[]>, Exception> script) {
    failing = script;
    return this;
  }

  ScriptedProducer holding(Predicate<ProducerRecord<byte[], byte[]>> script) {
    holding = script;
    return this;
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> produced, Callback callback) {
    Exception failure = failing.apply(produced);
    if (failure != null) {
      callback.onCompletion(null, failure);
      return CompletableFuture.failedFuture(failure);
    }
    records.add(produced);
    if (holding.test(produced)) {
      held.add(callback);
    } else {
      callback.onCompletion(ACKNOWLEDGED, null);
    }
    return CompletableFuture.completedFuture(ACKNOWLEDGED);
  }

  /** Acknowledges the oldest of those held back. */
  synchronized boolean acknowledgeOne() {
    Callback oldest = held.poll();
    if (oldest != null) {
      oldest.onCompletion(ACKNOWLEDGED, null);
    }
    return oldest != null;
  }

  synchronized List<ProducerRecord<byte[], byte[]>> sent() {
    return List.copyOf(records);
  }

  synchronized List<ProducerRecord<byte[], byte[]>> sentTo(String topic) {
    return records.stream().filter(produced -> produced.topic().equals(topic)).toList();
  }
}
