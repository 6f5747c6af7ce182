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
 * Holds the witnesses of each item against each other. No I/O. Immutable, as long as its evidence
 * is.
 *
 * <p>What is under way is left out: its witnesses speak up one after the other. For the rest the
 * order of effects says what must be there: ledger and rows, then letter and outcome, then the
 * group's offset.
 */
final class Comparison {
  private final Evidence evidence;
  private final Roaring64Bitmap letters;
  private final Roaring64Bitmap succeeded;
  private final Roaring64Bitmap underWay;
  private final Roaring64Bitmap known;

  Comparison(Evidence evidence) {
    this.evidence = evidence;
    this.letters = evidence.letters().open();
    this.succeeded = evidence.succeeded();
    this.underWay = evidence.underWay();
    this.known = evidence.known();
  }

  /**
   * Finds what differs, item by item.
   *
   * @param event the run's last event; null: its producer has said nothing
   * @param complete whether no outcome of the run's time was deleted
   */
  void into(Findings findings, @Nullable RunEvent event, boolean complete) {
    Roaring64Bitmap failed = evidence.failed();
    findings.items(NO_OUTCOME, judged(without(evidence.sent(), evidence.outcomes(), letters)));
    findings.items(LEDGER_WITHOUT_RESULT, judgedEntries());
    findings.items(
        RESULT_WITHOUT_LEDGER, without(evidence.loaded(), evidence.ledger(), evidence.replaced()));
    findings.items(REJECTED_WITHOUT_LETTER, without(failed, letters, evidence.ledger(), underWay));
    findings.items(LETTER_WITHOUT_RESULT, judged(without(letters, evidence.outcomes())));
    Roaring64Bitmap done = Roaring64Bitmap.or(succeeded, evidence.ledger());
    findings.items(LETTER_OF_LOADED, without(Roaring64Bitmap.and(letters, done), underWay));
    if (event != null && event.total() != null) {
      compareWithTotal(findings, event.state(), event.total(), complete);
    }
  }

  /** Without what the ledger explains, what is under way and what is too old to be judged. */
  private Roaring64Bitmap judged(Roaring64Bitmap items) {
    return without(items, evidence.ledger(), underWay, evidence.unjudged());
  }

  private Roaring64Bitmap judgedEntries() {
    return without(evidence.ledger(), succeeded, underWay, evidence.unjudged());
  }

  private void compareWithTotal(
      Findings findings, RunEvent.State state, long total, boolean complete) {
    if (state == RunEvent.State.SEALED) {
      Roaring64Bitmap expected = new Roaring64Bitmap();
      if (total > 0) {
        expected.addRange(1, total + 1);
      }
      findings.items(BEYOND_TOTAL, without(known, expected));
      if (complete) {
        findings.items(MISSING, without(expected, known));
      }
    } else if (complete && known.getLongCardinality() < total) {
      // Whoever was cancelled knows how many arrived, not which.
      findings.other(
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
        evidence.sent().getLongCardinality(),
        underWay.getLongCardinality(),
        evidence.loaded().getLongCardinality(),
        without(evidence.alreadyLoaded(), evidence.loaded()).getLongCardinality(),
        evidence.failed().getLongCardinality(),
        letters.getLongCardinality(),
        evidence.ledger().getLongCardinality());
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
