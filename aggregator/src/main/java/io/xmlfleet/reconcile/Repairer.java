package io.xmlfleet.reconcile;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.topic.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.roaringbitmap.longlong.PeekableLongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Publishes what the ledger and the letters know: letters before outcomes, as workers do, so that
 * no failure is known without its letter. Confined to one thread.
 */
final class Repairer {
  /** Outcomes in memory at a time. */
  private static final int CHUNK = 10_000;

  private final RunTopics read;
  private final LedgerReader ledger;
  private final GroupPositions positions;
  private final TopicNames topics;
  private final RepairSender sender;

  Repairer(
      RunTopics read,
      LedgerReader ledger,
      GroupPositions positions,
      TopicNames topics,
      RepairSender sender) {
    this.read = read;
    this.ledger = ledger;
    this.positions = positions;
    this.topics = topics;
    this.sender = sender;
  }

  Repair repair(String run, Differences differences) {
    long resolved = resolve(run, differences.items(DifferenceKind.LETTER_OF_LOADED));
    LetterRestorer letters = new LetterRestorer(read, positions, topics, sender);
    inChunks(
        differences.items(DifferenceKind.REJECTED_WITHOUT_LETTER),
        chunk -> letters.write(latestRejections(chunk)));
    long loaded = publishLoaded(run, differences.items(DifferenceKind.LEDGER_WITHOUT_RESULT));
    long[] rejected = {0};
    inChunks(
        differences.items(DifferenceKind.LETTER_WITHOUT_RESULT),
        chunk -> rejected[0] += publishRejected(chunk));
    sender.await();
    return new Repair(loaded, rejected[0], resolved, letters.written(), letters.withoutDocument());
  }

  private long resolve(String run, Roaring64Bitmap items) {
    items.forEach(
        sequence ->
            sender.send(
                DeadLetterCodec.encodeResolved(topics.deadLetters(), new ItemId(run, sequence))));
    return items.getLongCardinality();
  }

  /** Of each item the outcome of its last attempt. */
  private Map<Long, WorkResult> latestRejections(Roaring64Bitmap items) {
    Map<Long, WorkResult> latest = new HashMap<>();
    read.outcomes(
        result -> {
          if (items.contains(result.item().sequence())
              && result.outcome() instanceof Outcome.Rejected) {
            keepLater(latest, result);
          }
        });
    return latest;
  }

  private long publishLoaded(String run, Roaring64Bitmap items) {
    long[] published = {0};
    if (!items.isEmpty()) {
      ledger.entries(
          run,
          entry -> {
            if (items.contains(entry.item().sequence())) {
              sender.send(ResultCodec.encode(topics.results(), loaded(entry)));
              published[0]++;
            }
          });
    }
    return published[0];
  }

  private static WorkResult loaded(LedgerEntry entry) {
    return new WorkResult(
        entry.item(),
        entry.key().recordId(),
        entry.appId(),
        entry.attempt(),
        entry.outcome(),
        new Processing(
            entry.key().contract(),
            entry.contractVersion(),
            entry.worker(),
            entry.source(),
            entry.loadedAt(),
            0));
  }

  private long publishRejected(Roaring64Bitmap items) {
    Map<Long, WorkResult> latest = new HashMap<>();
    read.letters(
        (item, letter, partition, millis) -> {
          if (letter != null && items.contains(item.sequence())) {
            keepLater(latest, letter.result());
          }
        });
    latest.values().forEach(result -> sender.send(ResultCodec.encode(topics.results(), result)));
    return latest.size();
  }

  private static void keepLater(Map<Long, WorkResult> latest, WorkResult result) {
    latest.merge(
        result.item().sequence(),
        result,
        (known, other) -> known.attempt() > other.attempt() ? known : other);
  }

  private static void inChunks(Roaring64Bitmap items, Consumer<Roaring64Bitmap> work) {
    Roaring64Bitmap chunk = new Roaring64Bitmap();
    int size = 0;
    PeekableLongIterator sequences = items.getLongIterator();
    while (sequences.hasNext()) {
      chunk.addLong(sequences.next());
      if (++size == CHUNK || !sequences.hasNext()) {
        work.accept(chunk);
        chunk = new Roaring64Bitmap();
        size = 0;
      }
    }
  }
}
