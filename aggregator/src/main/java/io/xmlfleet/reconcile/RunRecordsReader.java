package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.DifferenceKind.ALREADY_LOADED_WITHOUT_LEDGER;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import java.time.Duration;
import java.time.Instant;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Reads the sources of a run in an order in which a fleet that works meanwhile causes no false
 * alarm: the group's offsets were read before, since what is committed has its outcome; outcomes
 * come before the ledger, since what is published was loaded before. Confined to one thread.
 */
final class RunRecordsReader {
  /** How wrong the clocks of a fleet may be. */
  static final Duration CLOCKS = Duration.ofHours(1);

  private final RunTopics topics;
  private final LedgerReader ledger;
  private final GroupPositions positions;
  private final Instant now;
  private final RunRecords records = new RunRecords();
  private Instant completeSince = Instant.MIN;

  RunRecordsReader(RunTopics topics, LedgerReader ledger, GroupPositions positions, Instant now) {
    this.topics = topics;
    this.ledger = ledger;
    this.positions = positions;
    this.now = now;
  }

  RunRecords read(String run) {
    completeSince = topics.outcomes(records::outcome);
    readLetters();
    topics.work(
        (item, consumed) -> {
          records.sent(
              item.item().sequence(),
              item.attempt(),
              positions.reached(WorkItemCodec.position(consumed)));
          judge(item.item().sequence(), Instant.ofEpochMilli(consumed.timestamp()));
        });
    ledger.entries(run, this::entry);
    for (String loader : records.loaders().keySet()) {
      if (!loader.equals(run)) {
        ledger.sequences(loader, sequence -> records.vouchFor(new ItemId(loader, sequence)));
      }
    }
    findReplaced(run);
    return records;
  }

  /** Reads the outcomes once more if the ledger lacks items that they name. */
  private void findReplaced(String run) {
    Roaring64Bitmap lacking = Roaring64Bitmap.andNot(records.loaded(), records.ledger());
    if (lacking.isEmpty() && !namesUnknown()) {
      return;
    }
    ReplacedItems replaced = new ReplacedItems(run, ledger, records::replaced);
    topics.outcomes(
        result -> {
          if (lacking.contains(result.item().sequence()) || namesUnknown(result)) {
            replaced.ask(result);
          }
        });
    replaced.flush();
    if (replaced.wantProof()) {
      topics.outcomes(replaced::prove);
    }
  }

  private boolean namesUnknown() {
    return !records.loaders().values().stream().allMatch(Roaring64Bitmap::isEmpty);
  }

  /** From when on the results topic has every outcome. */
  Instant completeSince() {
    return completeSince;
  }

  private void readLetters() {
    topics.letters(
        (item, letter, partition, millis) -> {
          records.letters().add(partition, item.sequence(), letter != null);
          if (letter != null) {
            judge(item.sequence(), letter.failedAt());
          }
        });
    if (records.letters().undecided()) {
      topics.letters(
          (item, letter, partition, millis) ->
              records.letters().addTime(item.sequence(), letter != null, millis));
    }
  }

  private void entry(LedgerEntry entry) {
    // A position beyond the topic's end is of a topic that was deleted since, or quite new.
    boolean possible = positions.has(entry.source()) || entry.loadedAt().isAfter(now.minus(CLOCKS));
    records.entry(entry, possible && !positions.reached(entry.source()));
    records.vouchFor(entry.item());
    judge(entry.item().sequence(), entry.loadedAt());
  }

  private void judge(long sequence, Instant time) {
    if (time.isBefore(completeSince)) {
      records.unjudged(sequence);
    }
  }

  /** Reads the outcomes once more if some name a loader that nobody knows. */
  void findUnknownLoaders(Differences differences) {
    if (!namesUnknown()) {
      return;
    }
    Roaring64Bitmap items = new Roaring64Bitmap();
    topics.outcomes(
        result -> {
          if (namesUnknown(result)) {
            items.addLong(result.item().sequence());
          }
        });
    items.andNot(records.loaded());
    items.andNot(records.ledger());
    items.andNot(records.replaced());
    differences.items(ALREADY_LOADED_WITHOUT_LEDGER, items);
  }

  private boolean namesUnknown(WorkResult result) {
    if (!(result.outcome() instanceof Outcome.AlreadyLoaded already)) {
      return false;
    }
    ItemId by = already.by();
    Roaring64Bitmap unknown = by == null ? null : records.loaders().get(by.run());
    return by != null && unknown != null && unknown.contains(by.sequence());
  }
}
