package io.xmlfleet.cli.terminal;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.publish.PublishProgress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line of a terminal, drawn again and again. */
final class ProgressBar implements ProgressView {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final int CELLS = 24;
  private static final String RETURN_AND_CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final Clock clock;
  private Stopwatch sinceDrawing;
  private String line = "";

  ProgressBar(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.sinceDrawing = Stopwatch.overdue(clock);
  }

  @Override
  public void show(@Nullable ProgressReport report, @Nullable PublishProgress sending) {
    line = report == null ? starting(sending) : line(report, sending);
    if (sinceDrawing.reached(INTERVAL)) {
      draw();
      sinceDrawing = Stopwatch.start(clock);
    }
  }

  @Override
  public void end() {
    draw();
    out.println();
    out.flush();
  }

  private void draw() {
    out.print(RETURN_AND_CLEAR + line);
    out.flush();
  }

  private static String starting(@Nullable PublishProgress sending) {
    return sending == null
        ? "waiting for the first outcome"
        : String.format(Locale.ROOT, "%,d sent, no outcome yet", sending.sent());
  }

  private static String line(ProgressReport report, @Nullable PublishProgress sending) {
    long done = report.counts().completed();
    Long total = total(report, sending);
    StringBuilder text = new StringBuilder();
    if (total == null) {
      text.append(String.format(Locale.ROOT, "%,d of ? done", done));
    } else {
      double share = total == 0 ? 1 : Math.min(1, (double) done / total);
      int full = (int) (share * CELLS);
      text.append('[').append("#".repeat(full)).append("-".repeat(CELLS - full)).append("] ");
      text.append(String.format(Locale.ROOT, "%.1f%% %,d/%,d", 100 * share, done, total));
    }
    text.append(String.format(Locale.ROOT, " %,.0f/min", report.pace().recordsPerMinute()));
    Double eta = report.pace().etaMinutes();
    if (eta != null && !report.finished()) {
      text.append(String.format(Locale.ROOT, " ETA %.1f min", eta));
    }
    text.append(String.format(Locale.ROOT, " failed %,d", report.counts().failed()));
    if (report.state() == State.STALLED || report.state() == State.WAITING_FOR_DATABASE) {
      text.append(' ').append(report.state());
    }
    return text.toString();
  }

  /** The run's own once it is sealed; before that what the source says. */
  private static @Nullable Long total(ProgressReport report, @Nullable PublishProgress sending) {
    if (report.counts().total() != null || sending == null || sending.total().isEmpty()) {
      return report.counts().total();
    }
    return sending.total().getAsLong();
  }
}
