package io.xmlfleet.progress;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A fleet's topics, on which a test puts what producer and workers would say of one run. */
final class StagedTopics implements AutoCloseable {
  static final KafkaSettings KAFKA = KafkaUnderTest.settings();

  private final TopicNames topics;
  private final RunEvent started;
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          KAFKA.clientProperties(Map.of(), Map.of()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  StagedTopics(String run, int partitions) {
    this.topics = KafkaUnderTest.newFleet(partitions);
    this.started = RunEvent.started(run, "loans", "in", Instant.now());
  }

  TopicNames names() {
    return topics;
  }

  void started() throws ExecutionException, InterruptedException {
    event(started);
  }

  void sealed(long total) throws ExecutionException, InterruptedException {
    event(started.sealed(total, Instant.now()));
  }

  private void event(RunEvent event) throws ExecutionException, InterruptedException {
    put(
        new ProducerRecord<>(
            topics.runs(), event.run().getBytes(StandardCharsets.UTF_8), FleetJson.write(event)));
  }

  void loaded(long sequence) throws ExecutionException, InterruptedException {
    put(loadedRecord(sequence));
  }

  ProducerRecord<byte[], byte[]> loadedRecord(long sequence) {
    return outcome(sequence, new Outcome.Loaded(Map.of("application", 1L)));
  }

  void rejected(long sequence) throws ExecutionException, InterruptedException {
    put(outcome(sequence, new Outcome.Rejected(Failure.of(Stage.MAPPING, "because"))));
  }

  private ProducerRecord<byte[], byte[]> outcome(long sequence, Outcome outcome) {
    return ResultCodec.encode(
        topics.results(),
        new WorkResult(
            new ItemId(started.run(), sequence),
            "doc",
            null,
            1,
            outcome,
            new Processing("loans", "v1", "host/worker-1", null, Instant.now(), 100)));
  }

  void letter(long sequence) throws ExecutionException, InterruptedException {
    put(
        DeadLetterCodec.encode(
            topics.deadLetters(),
            DeadLetter.of(new ItemId(started.run(), sequence), "doc")
                .contract("loans", "v1")
                .failure(Failure.of(Stage.MAPPING, "because"))
                .worker("host/worker-1")
                .failedAt(Instant.now())
                .document(new byte[] {'<'})
                .build()));
  }

  void put(ProducerRecord<byte[], byte[]> produced)
      throws ExecutionException, InterruptedException {
    producer.send(produced).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
