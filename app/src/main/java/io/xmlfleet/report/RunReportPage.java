package io.xmlfleet.report;

import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.Timeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

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
      text { font: 12px system-ui, sans-serif; fill: currentColor; } .wide { overflow-x: auto; }
      .grid { stroke: var(--line); } .story { font-size: 1.15rem; } .bar { fill: var(--ok); height: .7rem; min-width: 6rem; }
      td { overflow-wrap: anywhere; vertical-align: top; }
      @media print {
        :root { color-scheme: light; } body { margin: 0; max-width: none; font-size: 11pt; }
        h2 { break-after: avoid; } svg, tr, dl { break-inside: avoid; } thead { display: table-header-group; }
      }
      """;

  private static final int MOST_DOCUMENTS = 100;

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
    RunStory story = new RunStory(run);
    page.raw("<h1>").text("Run " + report.run()).raw("</h1>\n<p class=\"story\">");
    page.text(story.whatHappened()).raw("</p>\n<p><strong>What is to be done:</strong> ");
    page.text(story.whatIsToBeDone()).raw("</p>\n");
    figures();
    previous();
    charts();
    failures();
    documents();
    rows();
    workers();
    page.raw("<p><small>")
        .text("As of " + Words.moment(report.reportedAt()) + ". xmlfleet report")
        .raw("</small></p>\n</body></html>\n");
    return page.toString();
  }

  private void figures() {
    RunFigures figures = run.figures();
    Instant finished = figures.finishedAt();
    page.raw("<h2>Figures</h2>\n<dl>");
    figure("documents per minute", number("%,.1f", figures.recordsPerMinute()));
    figure("succeeded", Words.percent(figures.successRate()));
    figure("took", Words.duration(figures.totalProcessingTime()));
    figure("workers", number("%,d", figures.workerCount()));
    figure("workers were busy", number("%.0f %%", 100 * figures.parallelEfficiency()));
    figure("started", Words.moment(figures.startedAt()));
    figure("ended", finished == null ? "not yet" : Words.moment(finished));
    page.raw("</dl>\n");
  }

  private void previous() {
    ProgressReport before = run.previous();
    if (before == null) {
      return;
    }
    page.raw("<h2>Compared with the run before</h2>\n<div class=\"wide\">");
    page.head("", "#this run", "#" + before.run(), "#difference");
    compare(
        "documents",
        (double) report.counts().completed(),
        (double) before.counts().completed(),
        "%,.0f");
    compare(
        "documents per minute",
        report.pace().recordsPerMinute(),
        before.pace().recordsPerMinute(),
        "%,.0f");
    compare(
        "failed", (double) report.counts().failed(), (double) before.counts().failed(), "%,.0f");
    compare(
        "failed, percent",
        100 * (1 - report.counts().successRate()),
        100 * (1 - before.counts().successRate()),
        "%.1f");
    page.row(
        "took",
        "#" + Words.duration(report.pace().elapsedSeconds()),
        "#" + Words.duration(before.pace().elapsedSeconds()),
        "");
    page.raw("</table></div>\n<p>")
        .text(
            "The run before is the last one of the same contract that was over; it started "
                + Words.moment(before.pace().startedAt())
                + '.')
        .raw("</p>\n");
  }

  private void compare(String what, double now, double before, String format) {
    double difference = now - before;
    page.row(
        what,
        "#" + number(format, now),
        "#" + number(format, before),
        "#" + (difference > 0 ? "+" : "") + number(format, difference));
  }

  private void figure(String name, String value) {
    page.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>");
  }

  private void charts() {
    Timeline timeline = run.timeline();
    page.raw("<h2>How fast did it go?</h2>\n");
    if (timeline.slices().isEmpty()) {
      page.raw("<p>The topic of outcomes has none of this run any more.</p>\n");
      return;
    }
    page.raw(
        new TimeChart(timeline, slice -> slice.succeeded() + slice.failed())
            .svg("ok", "documents"));
    if (timeline.slices().stream().anyMatch(slice -> slice.failed() > 0)) {
      page.raw("<h2>When did documents fail?</h2>\n");
      page.raw(new TimeChart(timeline, Timeline.Slice::failed).svg("bad", "failures"));
    }
  }

  private void failures() {
    List<DeadLetterGroup> groups = run.failures();
    if (groups.isEmpty()) {
      return;
    }
    long most = groups.stream().mapToLong(DeadLetterGroup::count).max().orElse(1);
    page.raw("<h2>Why did documents fail?</h2>\n<div class=\"wide\">");
    page.head("#documents", "", "stage", "reason", "for example");
    for (DeadLetterGroup group : groups) {
      page.raw("<tr><td class=\"n\">" + Words.count(group.count()) + "</td><td>");
      page.raw(bar((double) group.count() / most, "bad") + "</td><td>");
      page.text(stage(group.values().get(0))).raw("</td><td>");
      page.text(group.values().get(1)).raw("</td><td>");
      page.text(group.example().key()).raw("</td></tr>\n");
    }
    page.raw("</table></div>\n");
  }

  private void documents() {
    if (run.letters().isEmpty()) {
      return;
    }
    page.raw("<h2>Which documents failed?</h2>\n<div class=\"wide\">");
    page.head("document", "item", "reason", "place");
    run.letters().stream()
        .limit(MOST_DOCUMENTS)
        .map(DeadLetterEntry::head)
        .forEach(
            letter ->
                page.row(
                    letter.recordId(),
                    letter.item().key(),
                    letter.failure().reason(),
                    Objects.toString(letter.failure().location(), "")));
    page.raw("</table></div>\n<p>");
    int more = run.letters().size() - MOST_DOCUMENTS;
    if (more > 0) {
      page.text("And " + Words.count(more) + " more. ");
    }
    page.text("xmlfleet dead-letters show ITEM has a document.").raw("</p>\n");
  }

  /** MAPPING: mapping. */
  private static String stage(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String bar(double share, String kind) {
    return new SvgWriter()
        .add(
            "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
                + " aria-hidden=\"true\"><rect class=\"%s\" width=\"%.1f\" height=\"10\"/></svg>",
            kind, 100 * share)
        .toString();
  }

  private void rows() {
    if (report.rows().isEmpty() && report.kept() == 0) {
      return;
    }
    page.raw("<h2>What came into the database?</h2>\n").head("table", "#rows inserted");
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
    page.raw("<h2>Who did the work?</h2>\n<div class=\"wide\">");
    page.head("worker", "#documents", "", "#loaded", "#failed", "#busy");
    long most = shares.stream().mapToLong(ProgressReport.WorkerShare::processed).max().orElse(1);
    for (ProgressReport.WorkerShare share : shares) {
      page.raw("<tr><td>").text(share.worker()).raw("</td><td class=\"n\">");
      page.raw(Words.count(share.processed()) + "</td><td>");
      page.raw(bar((double) share.processed() / Math.max(1, most), "ok") + "</td><td class=\"n\">");
      page.raw(Words.count(share.loaded()) + "</td><td class=\"n\">");
      page.raw(Words.count(share.failed()) + "</td><td class=\"n\">");
      page.raw(Words.duration(share.busySeconds()) + "</td></tr>\n");
    }
    page.raw("</table></div>\n");
  }

  private static String number(String format, Object value) {
    return Words.number(format, value);
  }
}
