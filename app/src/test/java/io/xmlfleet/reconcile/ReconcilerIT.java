package io.xmlfleet.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.progress.AggregatorSettings;
import io.xmlfleet.reconcile.ReconciliationReport.Verdict;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerIT {
  private static final String RUN = "run-1";
  private static final AggregatorSettings QUICK =
      new AggregatorSettings(
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofSeconds(60),
          Duration.ofSeconds(6),
          Duration.ofDays(30));

  private final StagedRun run = new StagedRun(RUN);

  @AfterEach
  void close() throws SQLException {
    run.close();
  }

  @Test
  void namesEachDifference() throws Exception {
    run.started();
    load(1);
    run.sent(2, 1);
    run.committed(2);
    run.sent(3, 1);
    run.loaded(3);
    reject(4);
    run.sent(5, 1);
    run.rejected(5);
    run.sent(6, 1);
    run.letter(6);
    load(7);
    run.letter(7);
    run.sent(8, 1);
    run.sent(10, 1);
    run.alreadyLoaded(10, new ItemId("earlier", 77));
    run.sent(11, 1);
    run.alreadyLoaded(11, run.item(1));
    load(12);
    run.sent(13, 1);
    run.entryOnly(13);
    run.loaded(13);
    run.reachedAll();
    run.sealed(11);

    Reconciliation found = run.reconciler().compare(RUN, 100);

    ReconciliationReport report = found.report();
    assertThat(report.verdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(Items.of(report))
        .isEqualTo(
            Map.ofEntries(
                Map.entry(DifferenceKind.LEDGER_WITHOUT_RESULT, "2"),
                Map.entry(DifferenceKind.RESULT_WITHOUT_LEDGER, "3"),
                Map.entry(DifferenceKind.REJECTED_WITHOUT_LETTER, "5"),
                Map.entry(DifferenceKind.LETTER_WITHOUT_RESULT, "6"),
                Map.entry(DifferenceKind.LETTER_OF_LOADED, "7"),
                Map.entry(DifferenceKind.NO_OUTCOME, "8"),
                Map.entry(DifferenceKind.MISSING, "9"),
                Map.entry(DifferenceKind.ALREADY_LOADED_WITHOUT_LEDGER, "10"),
                Map.entry(DifferenceKind.BEYOND_TOTAL, "12 13"),
                Map.entry(DifferenceKind.ROW_COUNT, ""),
                Map.entry(DifferenceKind.PROGRESS_MISMATCH, "")));
    assertThat(report.shown())
        .filteredOn(difference -> difference.item() != null)
        .filteredOn(difference -> difference.kind() != DifferenceKind.MISSING)
        .allSatisfy(
            difference ->
                assertThat(difference.recordId()).isEqualTo("doc-" + difference.item().sequence()));
    assertThat(report.tables()).containsExactly(new TableCount(run.table().id().toString(), 4L, 5));
    assertThat(report.counts())
        .isEqualTo(new ReconciliationReport.Counts(11L, 12, 0, 5, 2, 2, 3, 5));
    assertThat(report.repairable()).isEqualTo(4);

    run.reconciler().repair(found);
    assertThat(Items.of(run.reconciler().compare(RUN, 0).report()))
        .as("what nobody knows stays")
        .containsOnlyKeys(
            DifferenceKind.RESULT_WITHOUT_LEDGER,
            DifferenceKind.NO_OUTCOME,
            DifferenceKind.MISSING,
            DifferenceKind.ALREADY_LOADED_WITHOUT_LEDGER,
            DifferenceKind.BEYOND_TOTAL,
            DifferenceKind.ROW_COUNT,
            DifferenceKind.PROGRESS_MISMATCH);
  }

  @Test
  void repairsWhatLedgerAndLettersKnow() throws Exception {
    run.started();
    load(1);
    run.sent(2, 1);
    run.committed(2); // its outcome is lost
    reject(3);
    run.committed(3); // decided twice, and the ledger is right
    run.sent(4, 1);
    run.rejected(4); // its letter is lost
    run.sent(5, 1);
    run.letter(5); // its outcome is lost
    run.rejected(6); // the producer rejected it, and its letter is lost
    run.reachedAll();
    run.sealed(6);
    Reconciliation found = run.reconciler().compare(RUN, 100);
    assertThat(found.agrees()).isFalse();

    assertThat(run.reconciler().repair(found)).isEqualTo(new Repair(2, 1, 1, 2, 1));

    try (Aggregator aggregator =
        Aggregator.start(run.kafka, run.topics, QUICK, Clock.systemUTC())) {
      Reconciliation after = run.patient().compare(RUN, 100);
      assertThat(Items.of(after.report())).isEmpty();
      assertThat(after.agrees()).isTrue();
      assertThat(after.report().counts())
          .isEqualTo(new ReconciliationReport.Counts(6L, 5, 0, 3, 0, 3, 3, 3));
      assertThat(run.reconciler().repair(after).all()).isZero();
      aggregator.requireRunning();
    }
    assertThatLetterIsWholeAgain();
  }

  private void assertThatLetterIsWholeAgain() {
    try (DeadLetterReader letters = DeadLetterReader.connect(run.kafka, run.topics)) {
      assertThat(letters.show(run.item(4)))
          .hasValueSatisfying(
              full -> {
                DeadLetter letter = full.letter();
                assertThat(letter.document()).isEqualTo(StagedRun.document(4));
                assertThat(letter.failure().stage()).isEqualTo(Stage.MAPPING);
                assertThat(letter.failure().reason()).isEqualTo("no date where one is needed");
                assertThat(letter.failure().location()).isEqualTo("line 1, column 2");
                assertThat(letter.recordId()).isEqualTo("doc-4");
                assertThat(letter.contract()).isEqualTo("notes");
              });
      assertThat(letters.show(run.item(3))).isEmpty();
      assertThat(letters.show(run.item(6)))
          .hasValueSatisfying(full -> assertThat(full.letter().document()).isNull());
    }
  }

  @Test
  void restoresALetterWithoutADocumentThatKafkaHasDeleted() throws Exception {
    run.started();
    run.sent(1, 1);
    run.rejected(1);
    run.reachedAll();
    run.sealed(1);
    delete(run.topics.work());

    Repair repair = run.reconciler().repair(run.reconciler().compare(RUN, 1));

    assertThat(repair).isEqualTo(new Repair(0, 0, 0, 1, 1));
    try (DeadLetterReader letters = DeadLetterReader.connect(run.kafka, run.topics)) {
      assertThat(letters.show(run.item(1)))
          .hasValueSatisfying(
              full -> {
                DeadLetter letter = full.letter();
                assertThat(letter.document()).isNull();
                assertThat(letter.failure().reason()).contains("produce it again");
              });
    }
  }

  @Test
  void countsApartWhatIsUnderWay() throws Exception {
    run.started();
    load(1);
    run.reachedAll();
    run.sent(2, 1); // nobody has come to it
    run.sent(3, 1);
    run.committed(3); // its worker is about to say so
    reject(4);
    run.sealed(4);

    ReconciliationReport report = run.reconciler().compare(RUN, 100).report();

    assertThat(report.verdict()).isEqualTo(Verdict.UNDER_WAY);
    assertThat(report.counts().underWay()).isEqualTo(2);

    run.reachedAll();
    assertThat(Items.of(run.reconciler().compare(RUN, 100).report()))
        .containsEntry(DifferenceKind.NO_OUTCOME, "2")
        .containsEntry(DifferenceKind.LEDGER_WITHOUT_RESULT, "3");
  }

  @Test
  void holdsNothingAgainstItemsWhoseOutcomesAreDeleted() throws Exception {
    run.started();
    load(1);
    reject(2);
    load(3);
    run.reachedAll();
    run.sealed(4); // the outcome of 4, loaded before, is deleted, too
    delete(run.topics.results());
    delete(run.topics.work());

    ReconciliationReport report = run.reconciler().compare(RUN, 100).report();

    assertThat(Items.of(report)).containsOnlyKeys(DifferenceKind.PROGRESS_MISMATCH);
    assertThat(report.shown().get(0).text()).contains("no progress report");
    assertThat(report.notes()).singleElement().asString().contains("are deleted (retention)");
  }

  @Test
  void knowsDocumentsOfOthersByTheirPlaces() throws Exception {
    RecordMetadata at =
        run.put(
            new ProducerRecord<>(run.topics.work(), "key".getBytes(UTF_8), "<a/>".getBytes(UTF_8)));
    ItemId item = ItemId.adhoc(at.partition(), at.offset());

    assertThat(run.reconciler().compare(ItemId.ADHOC, 1).report().verdict())
        .isEqualTo(Verdict.UNDER_WAY);
    run.reachedAll();
    assertThat(run.reconciler().compare(ItemId.ADHOC, 1).report().shown())
        .containsExactly(
            new Difference(
                DifferenceKind.NO_OUTCOME, item, "key", DifferenceKind.NO_OUTCOME.meaning()));
  }

  @Test
  void notesRowsThatTheLedgerDoesNotKnow() throws Exception {
    run.started();
    load(1);
    run.rowOnly(2);
    run.reachedAll();
    run.sealed(1);
    try (Aggregator aggregator =
        Aggregator.start(run.kafka, run.topics, QUICK, Clock.systemUTC())) {
      Reconciliation found = run.patient().compare(RUN, 100);

      assertThat(found.agrees()).as(found.report().toString()).isTrue();
      assertThat(found.report().notes())
          .containsExactly(
              "the table "
                  + run.table().id()
                  + " has 1 rows that no ledger entry vouches for: from before xmlfleet, or by"
                  + " others");
      aggregator.requireRunning();
    }
  }

  @Test
  void refusesARunThatNobodyKnows() {
    assertThatThrownBy(() -> run.reconciler().compare("no-such-run", 1))
        .isInstanceOf(UsageException.class)
        .hasMessage("there is no run no-such-run");
    assertThatThrownBy(() -> run.reconciler().compare("no/run", 1))
        .isInstanceOf(UsageException.class);
  }

  private void load(long sequence) throws Exception {
    run.sent(sequence, 1);
    run.committed(sequence);
    run.loaded(sequence);
  }

  private void reject(long sequence) throws Exception {
    run.sent(sequence, 1);
    run.letter(sequence);
    run.rejected(sequence);
  }

  private void delete(String topic) throws Exception {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    run.ends(topic).forEach((p, end) -> all.put(p, RecordsToDelete.beforeOffset(end)));
    run.admin.deleteRecords(all).all().get(30, TimeUnit.SECONDS);
  }

  /** Reports as tests compare them. */
  private static final class Items {
    private Items() {}

    /** Sequences by kind; no text where a difference is of no item. */
    static Map<DifferenceKind, String> of(ReconciliationReport report) {
      Map<DifferenceKind, String> items = new HashMap<>();
      report.differences().keySet().forEach(kind -> items.put(kind, ""));
      for (Difference difference : report.shown()) {
        ItemId item = difference.item();
        if (item != null) {
          items.merge(
              difference.kind(),
              Long.toString(item.sequence()),
              (one, more) -> (one + ' ' + more).strip());
        }
      }
      return items;
    }
  }
}
