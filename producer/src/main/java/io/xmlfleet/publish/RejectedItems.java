package io.xmlfleet.publish;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.topic.TopicNames;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What tells the fleet of a document that never reached the work topic. Immutable. */
record RejectedItems(TopicNames topics, @Nullable String contract, Clock clock) {
  static final String WORKER = WorkerShare.PRODUCER;

  /** The dead letter, without the document, and the outcome. */
  List<ProducerRecord<byte[], byte[]>> records(ItemId item, String recordId, String reason) {
    Failure failure = Failure.of(Stage.VALIDATION, reason);
    Instant now = clock.instant();
    return List.of(
        DeadLetterCodec.encode(
            topics.deadLetters(),
            new DeadLetter(item, recordId, contract, null, 1, failure, WORKER, null, now, null)),
        ResultCodec.encode(
            topics.results(),
            new WorkResult(
                item,
                recordId,
                null,
                1,
                new Outcome.Rejected(failure),
                new Processing(contract, null, WORKER, null, now, 0))));
  }
}
