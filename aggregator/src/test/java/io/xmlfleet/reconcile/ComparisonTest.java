package io.xmlfleet.reconcile;

import static io.xmlfleet.reconcile.Witnesses.RUN;
import static io.xmlfleet.reconcile.Witnesses.already;
import static io.xmlfleet.reconcile.Witnesses.entry;
import static io.xmlfleet.reconcile.Witnesses.loaded;
import static io.xmlfleet.reconcile.Witnesses.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.RunEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Instant AT = Instant.parse("2026-11-24T18:00:00Z");

  private final Evidence evidence = new Evidence();

  @Test
  void agreesWhereEveryWitnessSaysTheSame() {
    load(1);
    evidence.sent(2, 1, true);
    evidence.outcome(already(2, new ItemId("earlier", 9)));
    reject(3, 1);

    assertThat(differences(sealed(3))).isEmpty();
    assertThat(new Comparison(evidence).counts(3L))
        .isEqualTo(new ReconciliationReport.Counts(3L, 3, 0, 1, 1, 1, 1, 1));
  }

  @Test
  void agreesAboutWhatTheProducerRefused() {
    evidence.outcome(rejected(1, 1));
    evidence.letters().add(0, 1, true);

    assertThat(differences(sealed(1))).isEmpty();
  }

  @Test
  void agreesAboutItemsWhoseWorkIsDeleted() {
    evidence.outcome(loaded(1));
    evidence.entry(entry(1), false);

    assertThat(differences(sealed(1))).isEmpty();
  }

  @Test
  void agreesAboutAReplayThatLoaded() {
    evidence.sent(1, 1, true);
    evidence.outcome(rejected(1, 1));
    evidence.letters().add(0, 1, true);
    evidence.sent(1, 2, true);
    evidence.entry(entry(1), false);
    evidence.letters().add(0, 1, false);
    evidence.outcome(loaded(1));

    assertThat(differences(sealed(1))).isEmpty();
  }

  @Test
  void leavesOutWhatIsUnderWay() {
    evidence.sent(1, 1, false); // nobody has come to it
    evidence.sent(2, 1, false); // loaded; its outcome is on the way
    evidence.entry(entry(2), true);
    reject(3, 1); // replayed, and nobody has come to that
    evidence.letters().add(0, 3, false);
    evidence.sent(3, 2, false);

    assertThat(differences(sealed(3))).isEmpty();
    assertThat(new Comparison(evidence).counts(3L).underWay()).isEqualTo(3);
  }

  @Test
  void knowsTheOutcomeOfWhatTheGroupHasNotCommitted() {
    evidence.sent(1, 1, false);
    evidence.entry(entry(1), true);
    evidence.outcome(loaded(1));
    evidence.sent(2, 1, false);
    evidence.outcome(rejected(2, 1));
    evidence.letters().add(0, 2, true);

    assertThat(new Comparison(evidence).counts(2L).underWay()).isZero();
    assertThat(differences(sealed(2))).isEmpty();
  }

  @Test
  void namesEachContradiction() {
    evidence.sent(1, 1, true);
    evidence.sent(2, 1, true);
    evidence.entry(entry(2), false);
    evidence.sent(3, 1, true);
    evidence.outcome(loaded(3));
    evidence.sent(4, 1, true);
    evidence.outcome(rejected(4, 1));
    evidence.sent(5, 1, true);
    evidence.letters().add(0, 5, true);
    load(6);
    evidence.letters().add(0, 6, true);
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
    evidence.entry(entry(1), false);

    assertThat(differences(sealed(1)))
        .isEqualTo(
            Map.of(
                DifferenceKind.LEDGER_WITHOUT_RESULT, "1",
                DifferenceKind.LETTER_OF_LOADED, "1"));
  }

  @Test
  void judgesNobodyByOutcomesThatAreDeleted() {
    evidence.sent(1, 1, true);
    evidence.unjudged(1);
    evidence.entry(entry(2), false);
    evidence.unjudged(2);
    evidence.letters().add(0, 3, true);
    evidence.unjudged(3);

    Findings findings = new Findings(RUN);
    new Comparison(evidence).into(findings, sealed(4), false);

    assertThat(findings.counts()).isEmpty();
  }

  @Test
  void countsOnlyOfACancelledRun() {
    RunEvent started = RunEvent.started(RUN, "loans", "in", AT);
    load(1);
    load(5); // arrived, though its producer heard of four answers only

    Findings findings = new Findings(RUN);
    new Comparison(evidence).into(findings, started.cancelled(2, AT), true);
    assertThat(findings.counts()).isEmpty();

    new Comparison(evidence).into(findings, started.cancelled(3, AT), true);
    assertThat(findings.first(10))
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
      evidence.sent(sequence, 1, true);
    }
    Findings findings = new Findings(RUN);
    new Comparison(evidence).into(findings, null, true);

    assertThat(findings.counts()).isEqualTo(Map.of(DifferenceKind.NO_OUTCOME, 1_000L));
    assertThat(findings.first(2))
        .extracting(Difference::item)
        .containsExactly(new ItemId(RUN, 1), new ItemId(RUN, 2));
    assertThat(findings.first(0)).isEmpty();
  }

  @Test
  void handlesItemsOfOthersWhoseNumbersAreTheirPlaces() {
    long sequence = ItemId.adhoc(11, 123_456_789).sequence();
    evidence.sent(sequence, 1, true);

    assertThat(differences(null))
        .isEqualTo(Map.of(DifferenceKind.NO_OUTCOME, Long.toString(sequence)));
  }

  private void load(long sequence) {
    evidence.sent(sequence, 1, true);
    evidence.entry(entry(sequence), false);
    evidence.outcome(loaded(sequence));
  }

  private void reject(long sequence, int attempt) {
    evidence.sent(sequence, attempt, true);
    evidence.letters().add(0, sequence, true);
    evidence.outcome(rejected(sequence, attempt));
  }

  private static RunEvent sealed(long total) {
    return RunEvent.started(RUN, "loans", "in", AT).sealed(total, AT);
  }

  private Map<DifferenceKind, String> differences(@Nullable RunEvent event) {
    Findings findings = new Findings(RUN);
    new Comparison(evidence).into(findings, event, true);
    return Items.byKind(findings);
  }
}
