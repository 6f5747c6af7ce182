package io.xmlfleet.worker.publish;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.TraceContext;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.topic.TopicNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reports as Kafka records, and what is left of one that is too large. */
final class ReportRecords {
  private static final int LONGEST_TEXT = 4_000;

  private ReportRecords() {}

  /** The records of a report; the dead letter first, so that no failure is known without it. */
  static List<ProducerRecord<byte[], byte[]>> of(ItemReport report, TopicNames topics) {
    List<ProducerRecord<byte[], byte[]>> produced = new ArrayList<>(2);
    DeadLetter letter = report.deadLetter();
    if (letter != null) {
      produced.add(DeadLetterCodec.encode(topics.deadLetters(), letter));
    }
    if (report.resolvesDeadLetter()) {
      produced.add(DeadLetterCodec.encodeResolved(topics.deadLetters(), report.result().item()));
    }
    for (WorkResult outdated : report.outdated()) {
      produced.add(DeadLetterCodec.encodeResolved(topics.deadLetters(), outdated.item()));
      produced.add(ResultCodec.encode(topics.results(), outdated));
    }
    ProducerRecord<byte[], byte[]> outcome = ResultCodec.encode(topics.results(), report.result());
    TraceContext.put(outcome.headers(), report.trace());
    produced.add(outcome);
    return produced;
  }

  /** The report without the document and with cut texts: small enough for any topic. */
  static ItemReport small(ItemReport report) {
    DeadLetter letter = report.deadLetter();
    return new ItemReport(
        small(report.result()),
        report.earlier(),
        letter == null ? null : small(letter),
        report.trace());
  }

  private static WorkResult small(WorkResult result) {
    String appId = result.appId();
    Outcome outcome =
        result.outcome() instanceof Outcome.Rejected rejected
            ? new Outcome.Rejected(small(rejected.failure(), ""))
            : result.outcome();
    return new WorkResult(
        result.item(),
        cut(result.recordId()),
        appId == null ? null : cut(appId),
        result.attempt(),
        outcome,
        result.processing());
  }

  private static DeadLetter small(DeadLetter letter) {
    byte[] document = letter.document();
    String note =
        document == null || letter.source() == null
            ? ""
            : "; the document is too large to be kept here and stays where its work item has it";
    return letter
        .but()
        .recordId(cut(letter.recordId()))
        .contract(
            letter.contract() == null ? null : cut(letter.contract()), letter.contractVersion())
        .failure(small(letter.failure(), note))
        .origin(letter.origin().ofFile()) // a record's headers and key may be large
        .document(null)
        .build();
  }

  private static Failure small(Failure failure, String note) {
    String location = failure.location();
    return new Failure(
        failure.stage(), cut(failure.reason()) + note, location == null ? null : cut(location));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
