package io.xmlfleet.publish;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What tells the fleet of a document that never reached the work topic. Immutable. */
record RejectedItems(TopicNames topics, @Nullable String contract, Clock clock) {
  static final String WORKER = WorkerShare.PRODUCER;

  /** The dead letter, without the document, and the outcome. */
  List<ProducerRecord<byte[], byte[]>> records(ItemId item, String recordId, String reason) {
    DeadLetter letter =
        DeadLetter.of(item, recordId)
            .contract(contract, null)
            .failure(Failure.of(Stage.VALIDATION, reason))
            .worker(WORKER)
            .failedAt(clock.instant())
            .build();
    return List.of(
        DeadLetterCodec.encode(topics.deadLetters(), letter),
        ResultCodec.encode(topics.results(), letter.result()));
  }
}
