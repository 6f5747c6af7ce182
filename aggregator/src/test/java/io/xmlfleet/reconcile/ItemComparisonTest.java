package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.TestRecords.RUN;
import static io.xmlfleet.reconcile.TestRecords.already;
import static io.xmlfleet.reconcile.TestRecords.entry;
import static io.xmlfleet.reconcile.TestRecords.loaded;
import static io.xmlfleet.reconcile.TestRecords.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.RunEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemComparisonTest {
  private static final Instant AT = Instant.parse("2026-11-24T18:00:00Z");

  private final RunRecords records = new RunRecords();

  @Test
  void agreesWhereEveryWitnessSaysTheSame() {
    load(1);
    records.sent(2, 1, true);
    records.outcome(already(2, new ItemId("earlier", 9)));
    reject(3, 1);

    assertThat(differences(sealed(3))).isEmpty();
    assertThat(new ItemComparison(records).counts(3L))
        .isEqualTo(new ReconciliationReport.Counts(3L, 3, 0, 1, 1, 1, 1, 1));
  }

  @Test
  void agreesAboutWhatTheProducerRefused() {
    records.outcome(rejected(1, 1));
    records.letters().add(0, 1, true);

    assertThat(differences(sealed(1))).isEmpty();
  }

  @Test
  void agreesAboutItemsWhoseWorkIsDeleted() {
    records.outcome(loaded(1));
    records.entry(entry(1), false);

    assertThat(differences(sealed(1))).isEmpty();
  }

  @Test
  void agreesAboutAReplayThatLoaded() {
    records.sent(1, 1, true);
    records.outcome(rejected(1, 1));
    records.letters().add(0, 1, true);
    records.sent(1, 2, true);
    records.entry(entry(1), false);
    records.letters().add(0, 1, false);
    records.outcome(loaded(1));

    assertThat(differences(sealed(1))).isEmpty();
  }

  @Test
  void leavesOutWhatIsUnderWay() {
    records.sent(1, 1, false); // nobody has come to it
    records.sent(2, 1, false); // loaded; its outcome is on the way
    records.entry(entry(2), true);
    reject(3, 1); // replayed, and nobody has come to that
    records.letters().add(0, 3, false);
    records.sent(3, 2, false);

    assertThat(differences(sealed(3))).isEmpty();
    assertThat(new ItemComparison(records).counts(3L).underWay()).isEqualTo(3);
  }

  @Test
  void knowsTheOutcomeOfWhatTheGroupHasNotCommitted() {
    records.sent(1, 1, false);
    records.entry(entry(1), true);
    records.outcome(loaded(1));
    records.sent(2, 1, false);
    records.outcome(rejected(2, 1));
    records.letters().add(0, 2, true);

    assertThat(new ItemComparison(records).counts(2L).underWay()).isZero();
    assertThat(differences(sealed(2))).isEmpty();
  }

  @Test
  void namesEachContradiction() {
    records.sent(1, 1, true);
    records.sent(2, 1, true);
    records.entry(entry(2), false);
    records.sent(3, 1, true);
    records.outcome(loaded(3));
    records.sent(4, 1, true);
    records.outcome(rejected(4, 1));
    records.sent(5, 1, true);
    records.letters().add(0, 5, true);
    load(6);
    records.letters().add(0, 6, true);
    load(9);

    assertThat(differences(sealed(8)))
        .isEqualTo(
            Map.of(
                DifferenceKind.NO_OUTCOME, "1",
                DifferenceKind.LEDGER_WITHOUT_RESULT, "2",
                DifferenceKind.RESULT_WITHOUT_LEDGER, "3",
                DifferenceKind.REJECTED_WITHOUT_LETTER, "4",
                DifferenceKind.LETTER_WITHOUT_RESULT, "5",
                DifferenceKind.LETTER_OF_LOADED, "6",
                DifferenceKind.MISSING, "7,8",
                DifferenceKind.BEYOND_TOTAL, "9"));
  }

  @Test
  void believesTheLedgerAgainstARejection() {
    reject(1, 1);
    records.entry(entry(1), false);

    assertThat(differences(sealed(1)))
        .isEqualTo(
            Map.of(
                DifferenceKind.LEDGER_WITHOUT_RESULT, "1",
                DifferenceKind.LETTER_OF_LOADED, "1"));
  }

  @Test
  void judgesNobodyByOutcomesThatAreDeleted() {
    records.sent(1, 1, true);
    records.unjudged(1);
    records.entry(entry(2), false);
    records.unjudged(2);
    records.letters().add(0, 3, true);
    records.unjudged(3);

    Differences differences = new Differences(RUN);
    new ItemComparison(records).into(differences, sealed(4), false);

    assertThat(differences.counts()).isEmpty();
  }

  @Test
  void countsOnlyOfACancelledRun() {
    RunEvent started = RunEvent.started(RUN, "loans", "in", AT);
    load(1);
    load(5); // arrived, though its producer heard of four answers only

    Differences differences = new Differences(RUN);
    new ItemComparison(records).into(differences, started.cancelled(2, AT), true);
    assertThat(differences.counts()).isEmpty();

    new ItemComparison(records).into(differences, started.cancelled(3, AT), true);
    assertThat(differences.first(10))
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(DifferenceKind.TOTAL_MISMATCH);
              assertThat(difference.text()).contains("sent 3 items", "2 are known");
            });
  }

  @Test
  void holdsNothingAgainstATotalThatNobodyKnows() {
    load(3);

    assertThat(differences(null)).isEmpty();
    assertThat(differences(RunEvent.started(RUN, "loans", "in", AT))).isEmpty();
  }

  @Test
  void listsTheFirstAndCountsAll() {
    for (long sequence = 1; sequence <= 1_000; sequence++) {
      records.sent(sequence, 1, true);
    }
    Differences differences = new Differences(RUN);
    new ItemComparison(records).into(differences, null, true);

    assertThat(differences.counts()).isEqualTo(Map.of(DifferenceKind.NO_OUTCOME, 1_000L));
    assertThat(differences.first(2))
        .extracting(Difference::item)
        .containsExactly(new ItemId(RUN, 1), new ItemId(RUN, 2));
    assertThat(differences.first(0)).isEmpty();
  }

  @Test
  void handlesItemsOfOthersWhoseNumbersAreTheirPlaces() {
    long sequence = ItemId.adhoc(11, 123_456_789).sequence();
    records.sent(sequence, 1, true);

    assertThat(differences(null))
        .isEqualTo(Map.of(DifferenceKind.NO_OUTCOME, Long.toString(sequence)));
  }

  private void load(long sequence) {
    records.sent(sequence, 1, true);
    records.entry(entry(sequence), false);
    records.outcome(loaded(sequence));
  }

  private void reject(long sequence, int attempt) {
    records.sent(sequence, attempt, true);
    records.letters().add(0, sequence, true);
    records.outcome(rejected(sequence, attempt));
  }

  private static RunEvent sealed(long total) {
    return RunEvent.started(RUN, "loans", "in", AT).sealed(total, AT);
  }

  private Map<DifferenceKind, String> differences(@Nullable RunEvent event) {
    Differences differences = new Differences(RUN);
    new ItemComparison(records).into(differences, event, true);
    return Items.byKind(differences);
  }
}
