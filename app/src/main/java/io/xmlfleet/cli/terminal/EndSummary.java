package io.xmlfleet.cli.terminal;

import io.xmlfleet.cli.base.ConsoleText;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of a run, in words and tables. */
public final class EndSummary {
  private static final String INDENT = "  ";
  private static final double LOUD_FAILURE_SHARE = 0.1;

  private final PrintWriter out;
  private final ProgressReport report;

  public EndSummary(PrintWriter out, ProgressReport report) {
    this.out = out;
    this.report = report;
  }

  /** The one line that says it all. */
  public static String counts(ProgressReport report) {
    ProgressReport.Counts counts = report.counts();
    return String.format(
        Locale.ROOT,
        "%,d loaded, %,d already loaded, %,d failed",
        counts.loaded(),
        counts.alreadyLoaded(),
        counts.failed());
  }

  /**
   * Prints counts, failures, rows, speed and workers.
   *
   * @param bytes size of the documents sent
   */
  public void print(long bytes) {
    out.println();
    out.println("Run " + report.run() + ": " + counts(report));
    if (1 - report.counts().successRate() > LOUD_FAILURE_SHARE) {
      out.printf(
          Locale.ROOT,
          "Warning: %.1f %% of the documents failed.%n",
          100 * (1 - report.counts().successRate()));
    }
    out.println();
    printFailures();
    printRows();
    printSpeed(bytes);
    printWorkers();
  }

  private void printFailures() {
    if (report.failuresByStage().isEmpty()) {
      return;
    }
    TextTable table = TextTable.of("failed at", "#documents");
    for (Map.Entry<Stage, Long> stage : new TreeMap<>(report.failuresByStage()).entrySet()) {
      table.row(stage.getKey(), ConsoleText.number(stage.getValue()));
    }
    print(table);
  }

  private void printRows() {
    if (report.rows().isEmpty() && report.kept() == 0) {
      return;
    }
    TextTable table = TextTable.of("table", "#rows inserted");
    report.rows().forEach((name, rows) -> table.row(name, ConsoleText.number(rows)));
    table.row(
        "all",
        ConsoleText.number(report.rows().values().stream().mapToLong(Long::longValue).sum()));
    if (report.kept() > 0) {
      table.row("there already", ConsoleText.number(report.kept()));
    }
    print(table);
  }

  private void printSpeed(long bytes) {
    ProgressReport.Pace pace = report.pace();
    double seconds = Math.max(pace.elapsedSeconds(), 1e-3);
    out.printf(
        Locale.ROOT,
        "%,.1f documents/min (%,.1f/s, %.2f MB/s) over %.1f s; parallel efficiency %.0f %%%n%n",
        pace.recordsPerMinute(),
        report.counts().completed() / seconds,
        bytes / 1e6 / seconds,
        seconds,
        100 * pace.parallelEfficiency());
  }

  private void printWorkers() {
    TextTable table = TextTable.of("worker", "#processed", "#loaded", "#failed", "#busy s");
    for (WorkerShare worker : report.workers()) {
      table.row(
          worker.worker(),
          ConsoleText.number(worker.processed()),
          ConsoleText.number(worker.loaded()),
          ConsoleText.number(worker.failed()),
          String.format(Locale.ROOT, "%.1f", worker.busySeconds()));
    }
    if (!table.isEmpty()) {
      print(table);
    }
  }

  private void print(TextTable table) {
    table.print(out, INDENT);
    out.println();
  }
}
