package io.xmlfleet.progress;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.message.WorkerStatus;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes outcomes for tests. */
final class Outcomes {
  static final Instant START = Instant.parse("2026-11-24T18:00:00Z");

  private Outcomes() {}

  static WorkResult loaded(long sequence) {
    return result(sequence, new Outcome.Loaded(Map.of("application", 1L, "contact", 2L)));
  }

  static WorkResult kept(long sequence) {
    return result(sequence, new Outcome.Loaded(Map.of("application", 1L), Map.of("broker", 2L)));
  }

  static WorkResult already(long sequence) {
    return result(sequence, new Outcome.AlreadyLoaded(new ItemId("earlier", sequence)));
  }

  static WorkResult rejected(long sequence, Stage stage) {
    return result(sequence, new Outcome.Rejected(Failure.of(stage, "because")));
  }

  static WorkerStatus status(String worker, WorkerStatus.State state, Instant at) {
    return new WorkerStatus(worker, state, at, null, at);
  }

  static ProducerRecord<byte[], byte[]> letter(String topic, long sequence) {
    return DeadLetterCodec.encode(
        topic,
        DeadLetter.of(new ItemId("run-1", sequence), "doc-" + sequence)
            .contract("loans", "v1")
            .failure(Failure.of(Stage.MAPPING, "because"))
            .worker("host/worker-1")
            .failedAt(START)
            .document(new byte[] {'<'})
            .build());
  }

  private static WorkResult result(long sequence, Outcome outcome) {
    return new WorkResult(
        new ItemId("run-1", sequence),
        "doc-" + sequence,
        null,
        1,
        outcome,
        new Processing(
            "loans",
            "v1",
            "host/worker-" + sequence % 2,
            null,
            START.plusMillis(10 * sequence),
            5_000));
  }
}
