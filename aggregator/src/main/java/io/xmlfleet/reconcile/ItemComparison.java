package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.DifferenceKind.BEYOND_TOTAL;
import static io.xmlfleet.reconcile.DifferenceKind.LEDGER_WITHOUT_RESULT;
import static io.xmlfleet.reconcile.DifferenceKind.LETTER_OF_LOADED;
import static io.xmlfleet.reconcile.DifferenceKind.LETTER_WITHOUT_RESULT;
import static io.xmlfleet.reconcile.DifferenceKind.MISSING;
import static io.xmlfleet.reconcile.DifferenceKind.NO_OUTCOME;
import static io.xmlfleet.reconcile.DifferenceKind.REJECTED_WITHOUT_LETTER;
import static io.xmlfleet.reconcile.DifferenceKind.RESULT_WITHOUT_LEDGER;
import static io.xmlfleet.reconcile.DifferenceKind.TOTAL_MISMATCH;

import io.xmlfleet.message.RunEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Holds the records of each item against each other. No I/O. Immutable, as long as its records are.
 *
 * <p>What is under way is left out: its records come one after the other. For the rest the order of
 * effects says what must be there: ledger and rows, then letter and outcome, then the group's
 * offset.
 */
final class ItemComparison {
  private final RunRecords records;
  private final Roaring64Bitmap letters;
  private final Roaring64Bitmap succeeded;
  private final Roaring64Bitmap underWay;
  private final Roaring64Bitmap known;

  ItemComparison(RunRecords records) {
    this.records = records;
    this.letters = records.letters().open();
    this.succeeded = records.succeeded();
    this.underWay = records.underWay();
    this.known = records.known();
  }

  /**
   * Finds what differs, item by item.
   *
   * @param event the run's last event; null: its producer has said nothing
   * @param complete whether no outcome of the run's time was deleted
   */
  void into(Differences differences, @Nullable RunEvent event, boolean complete) {
    Roaring64Bitmap failed = records.failed();
    differences.items(NO_OUTCOME, judged(without(records.sent(), records.outcomes(), letters)));
    differences.items(LEDGER_WITHOUT_RESULT, judgedEntries());
    differences.items(
        RESULT_WITHOUT_LEDGER, without(records.loaded(), records.ledger(), records.replaced()));
    differences.items(
        REJECTED_WITHOUT_LETTER, without(failed, letters, records.ledger(), underWay));
    differences.items(LETTER_WITHOUT_RESULT, judged(without(letters, records.outcomes())));
    Roaring64Bitmap done = Roaring64Bitmap.or(succeeded, records.ledger());
    differences.items(LETTER_OF_LOADED, without(Roaring64Bitmap.and(letters, done), underWay));
    if (event != null && event.total() != null) {
      compareWithTotal(differences, event.state(), event.total(), complete);
    }
  }

  /** Without what the ledger explains, what is under way and what is too old to be judged. */
  private Roaring64Bitmap judged(Roaring64Bitmap items) {
    return without(items, records.ledger(), underWay, records.unjudged());
  }

  private Roaring64Bitmap judgedEntries() {
    return without(records.ledger(), succeeded, underWay, records.unjudged());
  }

  private void compareWithTotal(
      Differences differences, RunEvent.State state, long total, boolean complete) {
    if (state == RunEvent.State.SEALED) {
      Roaring64Bitmap expected = new Roaring64Bitmap();
      if (total > 0) {
        expected.addRange(1, total + 1);
      }
      differences.items(BEYOND_TOTAL, without(known, expected));
      if (complete) {
        differences.items(MISSING, without(expected, known));
      }
    } else if (complete && known.getLongCardinality() < total) {
      // Whoever was cancelled knows how many arrived, not which.
      differences.other(
          TOTAL_MISMATCH,
          String.format(
              Locale.ROOT,
              "the producer says that it sent %,d items before it was cancelled, and %,d are known",
              total,
              known.getLongCardinality()));
    }
  }

  ReconciliationReport.Counts counts(@Nullable Long total) {
    return new ReconciliationReport.Counts(
        total,
        records.sent().getLongCardinality(),
        underWay.getLongCardinality(),
        records.loaded().getLongCardinality(),
        without(records.alreadyLoaded(), records.loaded()).getLongCardinality(),
        records.failed().getLongCardinality(),
        letters.getLongCardinality(),
        records.ledger().getLongCardinality());
  }

  /** Whether anybody has heard of the run. */
  boolean anything() {
    return !known.isEmpty();
  }

  private static Roaring64Bitmap without(Roaring64Bitmap items, Roaring64Bitmap... others) {
    Roaring64Bitmap left = items.clone();
    for (Roaring64Bitmap other : others) {
      left.andNot(other);
    }
    return left;
  }
}
