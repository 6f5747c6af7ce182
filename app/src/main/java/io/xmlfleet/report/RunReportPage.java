package io.xmlfleet.report;

import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.Timeline;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The page: static HTML with its style and its charts in it. No script, no address of anything
 * else. Confined to one thread.
 */
final class RunReportPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ok: #2b7a4b; --bad: #b3261e; --line: #8886; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      table { border-collapse: collapse; } th, td { padding: .2rem .8rem .2rem 0; text-align: left; }
      th { border-bottom: 1px solid var(--line); } .n { text-align: right; font-variant-numeric: tabular-nums; }
      dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .5rem 1rem; }
      dt { font-size: .85rem; opacity: .75; } dd { margin: 0; font-size: 1.25rem; }
      svg { width: 100%; height: auto; } .ok { fill: var(--ok); } .bad { fill: var(--bad); }
      text { font: 11px system-ui, sans-serif; fill: currentColor; } .wide { overflow-x: auto; }
      """;

  private final RunReport run;
  private final ProgressReport report;
  private final Markup page = new Markup();

  RunReportPage(RunReport run) {
    this.run = run;
    this.report = run.report();
  }

  String html() {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    page.text("Run " + report.run()).raw("</title><style>\n" + STYLE + "</style></head><body>\n");
    page.raw("<h1>").text("Run " + report.run()).raw("</h1>\n<p>").text(summary()).raw("</p>\n");
    figures();
    chart();
    failures();
    rows();
    workers();
    page.raw("<p><small>")
        .text("As of " + report.reportedAt().truncatedTo(ChronoUnit.SECONDS) + ". xmlfleet report")
        .raw("</small></p>\n</body></html>\n");
    return page.toString();
  }

  private String summary() {
    ProgressReport.Counts counts = report.counts();
    String contract = report.contract() == null ? "" : " by the contract " + report.contract();
    return String.format(
        Locale.ROOT,
        "%s: %,d documents of %s%s; %,d loaded, %,d already loaded, %,d failed.",
        report.state(),
        counts.completed(),
        report.source().isEmpty() ? "an unknown source" : report.source(),
        contract,
        counts.loaded(),
        counts.alreadyLoaded(),
        counts.failed());
  }

  private void figures() {
    RunFigures figures = run.figures();
    page.raw("<h2>Figures</h2>\n<dl>");
    figure("documents a minute", number("%,.1f", figures.recordsPerMinute()));
    figure("succeeded", number("%.2f %%", 100 * figures.successRate()));
    figure("time", number("%,.1f s", figures.totalProcessingTime()));
    figure("workers", number("%,d", figures.workerCount()));
    figure("parallel efficiency", number("%.0f %%", 100 * figures.parallelEfficiency()));
    figure("started", figures.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    page.raw("</dl>\n");
  }

  private void figure(String name, String value) {
    page.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>");
  }

  private void chart() {
    Timeline timeline = run.timeline();
    page.raw("<h2>Outcomes over time</h2>\n");
    if (timeline.slices().isEmpty()) {
      page.raw("<p>The topic of outcomes has none of this run any more.</p>\n");
    } else {
      page.raw(new OutcomeChart(timeline).svg());
    }
  }

  private void failures() {
    if (run.failures().isEmpty()) {
      return;
    }
    page.raw("<h2>What failed, and why</h2>\n<div class=\"wide\">");
    page.head("#documents", "stage", "reason", "for example");
    for (DeadLetterGroup group : run.failures()) {
      page.row(
          "#" + number("%,d", group.count()),
          group.values().get(0),
          group.values().get(1),
          group.example().key());
    }
    page.raw("</table></div>\n<p>").text("xmlfleet dead-letters show ITEM has the document.");
    page.raw("</p>\n");
  }

  private void rows() {
    if (report.rows().isEmpty() && report.kept() == 0) {
      return;
    }
    page.raw("<h2>Rows inserted</h2>\n").head("table", "#rows");
    report.rows().forEach((table, rows) -> page.row(table, "#" + number("%,d", rows)));
    long all = report.rows().values().stream().mapToLong(Long::longValue).sum();
    page.row("all", "#" + number("%,d", all));
    if (report.kept() > 0) {
      page.row("there already, kept or updated", "#" + number("%,d", report.kept()));
    }
    page.raw("</table>\n");
  }

  private void workers() {
    List<ProgressReport.WorkerShare> shares =
        report.workers().stream()
            .sorted(Comparator.comparing(ProgressReport.WorkerShare::worker))
            .toList();
    page.raw("<h2>Workers</h2>\n<div class=\"wide\">");
    page.head("worker", "#documents", "#loaded", "#failed", "#busy");
    for (ProgressReport.WorkerShare share : shares) {
      page.row(
          share.worker(),
          "#" + number("%,d", share.processed()),
          "#" + number("%,d", share.loaded()),
          "#" + number("%,d", share.failed()),
          "#" + number("%,.1f s", share.busySeconds()));
    }
    page.raw("</table></div>\n");
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
