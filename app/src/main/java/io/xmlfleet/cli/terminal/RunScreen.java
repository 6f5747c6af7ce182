package io.xmlfleet.cli.terminal;

import io.xmlfleet.cli.terminal.ScreenLine.Look;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ProgressReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a terminal shows of one report, the most important first. Immutable. */
final class RunScreen {
  /** An aggregator that lives reports every two seconds; another takes over within six. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** From here on there is room for empty lines. */
  private static final int ROOMY = 16;

  private final ProgressReport report;
  private final Instant now;

  RunScreen(ProgressReport report, Instant now) {
    this.report = report;
    this.now = now;
  }

  /** As many lines as the terminal has, or fewer. */
  List<ScreenLine> lines(TerminalSize size) {
    boolean roomy = size.lines() >= ROOMY;
    List<ScreenLine> lines = new ArrayList<>();
    lines.add(new ScreenLine(title(), Look.TITLE));
    alarm(lines);
    lines.add(new ScreenLine(bar(size.columns()), Look.GOOD));
    lines.addAll(LabelledLines.lines("done", counts(), size.columns(), Look.PLAIN));
    lines.addAll(LabelledLines.lines("rate", rates(), size.columns(), Look.PLAIN));
    lines.addAll(LabelledLines.lines("time", times(), size.columns(), Look.PLAIN));
    if (!report.failuresByStage().isEmpty()) {
      lines.addAll(LabelledLines.lines("failed", failures(), size.columns(), Look.BAD));
    }
    if (roomy) {
      lines.add(1, ScreenLine.EMPTY);
      lines.add(ScreenLine.EMPTY);
    }
    WorkerTable workers = new WorkerTable(report.workers(), now);
    lines.addAll(workers.lines(size.columns(), size.lines() - lines.size()));
    return List.copyOf(lines.subList(0, Math.min(lines.size(), size.lines())));
  }

  private String title() {
    String contract = report.contract() == null ? "" : "  contract " + report.contract();
    return "Run " + report.run() + "  " + report.state() + contract;
  }

  private void alarm(List<ScreenLine> lines) {
    switch (report.state()) {
      case STALLED ->
          lines.add(alarm("STALLED: work is left and no outcome comes; do consumers run?"));
      case WAITING_FOR_DATABASE ->
          lines.add(alarm("WAITING_FOR_DATABASE: workers go on when it is back"));
      case RUNNING, COMPLETE, CANCELLED -> {}
    }
    if (!report.finished() && age().compareTo(QUIET) > 0) {
      lines.add(
          alarm("NO REPORT for " + DurationFormat.text(age()) + ": aggregator or broker away?"));
    }
  }

  private static ScreenLine alarm(String text) {
    return new ScreenLine(' ' + text + ' ', Look.ALARM);
  }

  private String bar(int columns) {
    Long total = report.counts().total();
    int permille = total == null ? 0 : permille(total);
    String percent = total == null ? "?" : permille / 10 + "." + permille % 10 + "%";
    int cells = Math.max(0, columns - "[] 100.0%".length());
    int full = (int) ((long) cells * permille / 1000);
    return String.format(
        Locale.ROOT, "[%s%s] %6s", "#".repeat(full), "-".repeat(cells - full), percent);
  }

  /** Rounded down: what is not the end must not look like it. */
  private int permille(long total) {
    return total == 0 ? 1000 : (int) Math.min(1000, 1000 * report.counts().completed() / total);
  }

  private List<String> counts() {
    ProgressReport.Counts counts = report.counts();
    String total = counts.total() == null ? "?" : number(counts.total());
    return List.of(
        number(counts.completed()) + " of " + total,
        "success " + number(counts.succeeded()),
        "failed " + number(counts.failed()));
  }

  private List<String> rates() {
    ProgressReport.Pace pace = report.pace();
    return List.of(
        String.format(
            Locale.ROOT, "%,.1f/min in the last minute", pace.lastMinuteRecordsPerMinute()),
        String.format(Locale.ROOT, "%,.1f/min over the run", pace.recordsPerMinute()));
  }

  private List<String> times() {
    String elapsed = DurationFormat.text(elapsed());
    if (report.finished()) {
      return List.of(elapsed);
    }
    Double eta = report.pace().etaMinutes();
    return List.of(
        elapsed,
        "ETA "
            + (eta == null ? "?" : DurationFormat.text(Duration.ofMillis((long) (eta * 60_000)))),
        "report " + DurationFormat.text(age()) + " ago");
  }

  private Duration elapsed() {
    Duration reported = Duration.ofMillis((long) (report.pace().elapsedSeconds() * 1000));
    return report.finished() ? reported : reported.plus(age());
  }

  private Duration age() {
    return DurationFormat.since(report.reportedAt(), now);
  }

  private List<String> failures() {
    return report.failuresByStage().entrySet().stream()
        .sorted(
            Map.Entry.<Stage, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(stage -> stage.getKey() + " " + number(stage.getValue()))
        .toList();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
