package io.xmlfleet.reconcile;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.item.Origin;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.topic.TopicNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters made of rejected outcomes, with the documents that the work topic still has. They
 * are written anew rather than sent to work again: that spends no attempt, changes no row, and
 * leaves the decision about a replay to people. Confined to one thread.
 */
final class LetterRestorer {
  private static final String GONE =
      " (this dead letter was made anew, and the document is not kept any more: produce it again)";

  private final RunTopics read;
  private final GroupPositions positions;
  private final TopicNames topics;
  private final RepairSender sender;
  private long written;
  private long withoutDocument;

  LetterRestorer(RunTopics read, GroupPositions positions, TopicNames topics, RepairSender sender) {
    this.read = read;
    this.positions = positions;
    this.topics = topics;
    this.sender = sender;
  }

  /**
   * Writes a letter for each.
   *
   * @param rejections by sequence
   */
  void write(Map<Long, WorkResult> rejections) {
    List<RecordPosition> sources = new ArrayList<>();
    for (WorkResult rejection : rejections.values()) {
      RecordPosition source = rejection.processing().source();
      if (source != null && positions.has(source)) {
        sources.add(source);
      }
    }
    Set<ItemId> done = new HashSet<>();
    read.workAt(
        sources,
        work -> {
          WorkResult rejection = rejections.get(work.item().sequence());
          // Of a topic that was deleted meanwhile, another item may stand there now.
          if (rejection != null
              && rejection.item().equals(work.item())
              && send(rejection, work.document(), work.origin())) {
            done.add(work.item());
          }
        });
    for (WorkResult rejection : rejections.values()) {
      if (!done.contains(rejection.item())) {
        sendWithoutDocument(rejection);
      }
    }
  }

  private boolean send(WorkResult rejection, byte[] document, Origin origin) {
    boolean arrived =
        sender.arrives(
            DeadLetterCodec.encode(
                topics.deadLetters(),
                letter(rejection, document, "").but().origin(origin).build()));
    written += arrived ? 1 : 0;
    return arrived;
  }

  private void sendWithoutDocument(WorkResult rejection) {
    // What the producer rejected never had one.
    String note = rejection.processing().source() == null ? "" : GONE;
    sender.send(DeadLetterCodec.encode(topics.deadLetters(), letter(rejection, null, note)));
    written++;
    withoutDocument++;
  }

  private static DeadLetter letter(WorkResult rejection, byte @Nullable [] document, String note) {
    Outcome.Rejected rejected = (Outcome.Rejected) rejection.outcome();
    Failure failure = rejected.failure();
    return DeadLetter.of(rejection, rejected)
        .failure(new Failure(failure.stage(), failure.reason() + note, failure.location()))
        .document(document)
        .build();
  }

  long written() {
    return written;
  }

  long withoutDocument() {
    return withoutDocument;
  }
}
