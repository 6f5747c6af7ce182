package io.xmlfleet.reconcile;

import io.xmlfleet.database.Database;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.ledger.LedgerReader;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.reconcile.ReconciliationReport.Counts;
import io.xmlfleet.reconcile.ReconciliationReport.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One comparison of one run. Confined to one thread. */
final class RunComparison {
  private final String run;
  private final @Nullable RunEvent event;
  private final Instant since;
  private final LedgerReader ledger;
  private final Database database;
  private final Clock clock;
  private final Differences differences;

  /**
   * A comparison.
   *
   * @param event the run's last event; null: its producer has said nothing
   * @param since no record of the run is older
   */
  RunComparison(
      String run,
      @Nullable RunEvent event,
      Instant since,
      LedgerReader ledger,
      Database database,
      Clock clock) {
    this.run = run;
    this.event = event;
    this.since = since;
    this.ledger = ledger;
    this.database = database;
    this.clock = clock;
    this.differences = new Differences(run);
  }

  Reconciliation compare(
      RunTopics topics,
      GroupPositions positions,
      ProgressReader progress,
      Duration patience,
      int shown) {
    RunRecordsReader reader = new RunRecordsReader(topics, ledger, positions, clock.instant());
    RunRecords records = reader.read(run);
    ItemComparison comparison = new ItemComparison(records);
    if (event == null && !comparison.anything()) {
      throw new UsageException("there is no run " + run);
    }
    boolean complete = !reader.completeSince().isAfter(since);
    comparison.into(differences, event, complete);
    reader.findUnknownLoaders(differences);
    List<TableCount> tables = new LedgerTables(database, ledger).compare();
    tables.forEach(this::compare);
    Counts counts = comparison.counts(event == null ? null : event.total());
    if (counts.underWay() == 0) {
      compare(progress, new ProgressCheck(counts, comparableRows(records), complete), patience);
    }
    List<String> notes = notes(counts, tables, complete ? null : reader.completeSince());
    if (!records.replaced().isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "newer versions of %,d documents of this run were loaded since, by other items",
              records.replaced().getLongCardinality()));
    }
    ReconciliationReport report =
        new ReconciliationReport(
            run,
            verdict(counts),
            counts,
            differences.counts(),
            new DocumentNames(topics, ledger, run).in(differences.first(shown)),
            tables,
            notes,
            clock.instant());
    return new Reconciliation(report, differences, since);
  }

  private void compare(TableCount table) {
    if (table.lacking() > 0) {
      differences.other(
          DifferenceKind.ROW_COUNT,
          table.rows() == null
              ? "there is no table " + table.table()
              : String.format(
                  Locale.ROOT,
                  "the table %s has %,d rows, and the ledger says %,d, over all runs",
                  table.table(),
                  table.rows(),
                  table.byLedger()));
    }
  }

  private void compare(ProgressReader progress, ProgressCheck check, Duration patience) {
    Deadline deadline = Deadline.after(patience, clock);
    List<Optional<String>> last = new ArrayList<>(List.of(check.contradiction(null)));
    progress.follow(
        run,
        report -> {
          if (report != null) {
            last.set(0, check.contradiction(report));
          }
          return last.get(0).isPresent() && !deadline.expired();
        });
    last.get(0).ifPresent(text -> differences.other(DifferenceKind.PROGRESS_MISMATCH, text));
  }

  /** The report adds up rows of outcomes; where these differ from the ledger, that says it all. */
  private @Nullable Map<String, Long> comparableRows(RunRecords records) {
    return records.replaced().isEmpty()
            && differences.none(
                DifferenceKind.LEDGER_WITHOUT_RESULT, DifferenceKind.RESULT_WITHOUT_LEDGER)
        ? records.rows()
        : null;
  }

  private Verdict verdict(Counts counts) {
    if (!differences.counts().isEmpty()) {
      return Verdict.DIFFERS;
    }
    return counts.underWay() > 0 ? Verdict.UNDER_WAY : Verdict.AGREES;
  }

  /**
   * What was not compared.
   *
   * @param deletedBefore outcomes from before may be deleted; null: none is
   */
  private List<String> notes(
      Counts counts, List<TableCount> tables, @Nullable Instant deletedBefore) {
    List<String> notes = new ArrayList<>();
    if (event != null && event.state() == RunEvent.State.STARTED) {
      notes.add("the run is not sealed: how many items it has is not known");
    }
    if (deletedBefore != null) {
      notes.add(
          "outcomes from before "
              + (deletedBefore.equals(Instant.MAX) ? "now" : deletedBefore)
              + " are deleted (retention): items as old are not held against them, nor against the"
              + " total");
    }
    for (TableCount table : tables) {
      // While documents are loaded a table is counted after the ledger.
      if (table.beyondLedger() > 0 && counts.underWay() == 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "the table %s has %,d rows that no ledger entry vouches for: from before xmlfleet,"
                    + " or by others",
                table.table(),
                table.beyondLedger()));
      }
    }
    return notes;
  }
}
