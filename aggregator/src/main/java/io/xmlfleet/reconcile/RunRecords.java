package io.xmlfleet.reconcile;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.WorkResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * What each source says of the items of one run: compressed sets of sequences, so that ten million
 * items that agree take kilobytes and no object each. No I/O. Confined to one thread.
 */
final class RunRecords {
  private final Roaring64Bitmap sent = new Roaring64Bitmap();
  private final AttemptSets waiting = new AttemptSets();
  private final Roaring64Bitmap loaded = new Roaring64Bitmap();
  private final Roaring64Bitmap alreadyLoaded = new Roaring64Bitmap();
  private final AttemptSets rejected = new AttemptSets();
  private final LetterSets letters = new LetterSets();
  private final Roaring64Bitmap ledger = new Roaring64Bitmap();
  private final Roaring64Bitmap ahead = new Roaring64Bitmap();
  private final Roaring64Bitmap unjudged = new Roaring64Bitmap();
  private final Roaring64Bitmap replaced = new Roaring64Bitmap();
  private final Map<String, Roaring64Bitmap> loaders = new HashMap<>();
  private final Map<String, Long> rows = new LinkedHashMap<>();

  /**
   * A record on the work topic.
   *
   * @param reached whether the group has committed beyond it
   */
  void sent(long sequence, int attempt, boolean reached) {
    sent.addLong(sequence);
    if (!reached) {
      waiting.add(attempt, sequence);
    }
  }

  /** An outcome; the order of outcomes does not matter, since loaded is final. */
  void outcome(WorkResult result) {
    long sequence = result.item().sequence();
    if (result.outcome() instanceof Outcome.Loaded) {
      loaded.addLong(sequence);
    } else if (result.outcome() instanceof Outcome.AlreadyLoaded already) {
      alreadyLoaded.addLong(sequence);
      ItemId by = already.by();
      if (by != null) {
        loaders.computeIfAbsent(by.run(), any -> new Roaring64Bitmap()).addLong(by.sequence());
      }
    } else {
      rejected.add(result.attempt(), sequence);
    }
  }

  /**
   * An entry of the ledger.
   *
   * @param isAhead whether the group has not committed beyond the record it was read from: then its
   *     outcome may be on the way
   */
  void entry(LedgerEntry entry, boolean isAhead) {
    long sequence = entry.item().sequence();
    ledger.addLong(sequence);
    if (isAhead) {
      ahead.addLong(sequence);
    }
    entry.rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
  }

  /** The item is so old that its outcome may have been deleted: a missing one says nothing. */
  void unjudged(long sequence) {
    unjudged.addLong(sequence);
  }

  /** A newer version of the item's document is loaded. */
  void replaced(long sequence) {
    replaced.addLong(sequence);
  }

  Roaring64Bitmap replaced() {
    return replaced;
  }

  /** The ledger knows an item that outcomes name as a loader. */
  void vouchFor(ItemId loader) {
    Roaring64Bitmap named = loaders.get(loader.run());
    if (named != null) {
      named.removeLong(loader.sequence());
    }
  }

  LetterSets letters() {
    return letters;
  }

  /** Items that outcomes name as loaders, by run; without those that were vouched for. */
  Map<String, Roaring64Bitmap> loaders() {
    return loaders;
  }

  /** Rows by table, as the ledger says of this run. */
  Map<String, Long> rows() {
    return rows;
  }

  Roaring64Bitmap sent() {
    return sent;
  }

  Roaring64Bitmap loaded() {
    return loaded;
  }

  Roaring64Bitmap alreadyLoaded() {
    return alreadyLoaded;
  }

  Roaring64Bitmap ledger() {
    return ledger;
  }

  Roaring64Bitmap succeeded() {
    return Roaring64Bitmap.or(loaded, alreadyLoaded);
  }

  /** Rejected and not loaded since, as far as outcomes say. */
  Roaring64Bitmap failed() {
    return Roaring64Bitmap.andNot(rejected.all(), succeeded());
  }

  Roaring64Bitmap outcomes() {
    return Roaring64Bitmap.or(succeeded(), rejected.all());
  }

  /** All that anybody has heard of. */
  Roaring64Bitmap known() {
    Roaring64Bitmap known = Roaring64Bitmap.or(outcomes(), sent);
    known.or(ledger);
    known.or(letters.open());
    return known;
  }

  /** Not decided yet: a worker has still to come to it, or its outcome may be on the way. */
  Roaring64Bitmap underWay() {
    Roaring64Bitmap underWay = waiting.notCaughtUpBy(rejected);
    underWay.or(ahead);
    underWay.andNot(succeeded());
    return underWay;
  }

  Roaring64Bitmap unjudged() {
    return unjudged;
  }
}
