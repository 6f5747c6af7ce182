package io.xmlfleet.cli.inspect;

import io.xmlfleet.cli.base.ConsoleText;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.reconcile.Difference;
import io.xmlfleet.reconcile.ReconciliationReport;
import io.xmlfleet.reconcile.ReconciliationReport.Counts;
import io.xmlfleet.reconcile.TableCount;
import io.xmlfleet.text.Counted;
import java.io.PrintWriter;
import java.util.Locale;

/** A reconciliation for people. */
final class ReconciliationText {
  private static final String INDENT = "  ";

  private final PrintWriter out;
  private final ReconciliationReport report;

  ReconciliationText(PrintWriter out, ReconciliationReport report) {
    this.out = out;
    this.report = report;
  }

  /**
   * Prints counts, tables, differences, notes and the verdict.
   *
   * @param repairing whether a repair was asked for, so that nobody is told to ask for one
   */
  void print(boolean repairing) {
    Counts counts = report.counts();
    out.printf(
        Locale.ROOT,
        "Run %s: %s items, %,d loaded, %,d already loaded, %,d rejected, %,d under way%n",
        report.run(),
        counts.total() == null ? "?" : ConsoleText.number(counts.total()),
        counts.loaded(),
        counts.alreadyLoaded(),
        counts.rejected(),
        counts.underWay());
    out.printf(
        Locale.ROOT,
        "%,d on the work topic, %,d in the ledger, %,d open dead letters%n",
        counts.onWork(),
        counts.inLedger(),
        counts.openLetters());
    out.println();
    printTables();
    printDifferences();
    report.notes().forEach(note -> out.println("Note: " + note));
    out.println(verdict(repairing));
  }

  private void printTables() {
    TextTable table = TextTable.of("table", "#rows", "#by the ledger");
    for (TableCount each : report.tables()) {
      table.row(
          each.table(),
          each.rows() == null ? "no table" : ConsoleText.number(each.rows()),
          ConsoleText.number(each.byLedger()));
    }
    print(table);
  }

  private void printDifferences() {
    TextTable kinds = TextTable.of("difference", "#count", "what it means");
    report
        .differences()
        .forEach((kind, count) -> kinds.row(kind, ConsoleText.number(count), kind.meaning()));
    print(kinds);
    TextTable each = TextTable.of("item", "difference", "document, or what");
    for (Difference difference : report.shown()) {
      ItemId item = difference.item();
      String document = difference.recordId() == null ? "?" : difference.recordId();
      each.row(
          item == null ? "" : item.key(),
          difference.kind(),
          item == null ? difference.text() : document);
    }
    print(each);
    if (report.differing() > report.shown().size() && !report.shown().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "The first %,d of %,d are shown; --limit shows more.%n",
          report.shown().size(),
          report.differing());
    }
  }

  private void print(TextTable table) {
    if (!table.isEmpty()) {
      table.print(out, INDENT);
      out.println();
    }
  }

  private String verdict(boolean repairing) {
    long underWay = report.counts().underWay();
    return switch (report.verdict()) {
      case AGREES -> "Everything agrees.";
      case UNDER_WAY ->
          String.format(
              Locale.ROOT, "Still under way: %,d items; so far nothing differs.", underWay);
      case DIFFERS ->
          Counted.of(report.differing(), "difference")
              + (repairing || report.repairable() == 0
                  ? "."
                  : String.format(
                      Locale.ROOT, "; --repair can do something about %,d.", report.repairable()));
    };
  }
}
