package io.xmlfleet.cli.terminal;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.publish.PublishProgress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * A whole terminal, drawn again and again, also when nothing new comes: ages go on.
 *
 * <p>It draws on the terminal's second screen, from its first line on. So it needs no memory of
 * where the lines before went to when the window changed, what stood on the terminal comes back,
 * and the last state is printed below that. Confined to one thread.
 */
public final class LiveView implements ProgressView {
  private static final Duration INTERVAL = Duration.ofMillis(200);

  /** The second screen; no wrapping there, for characters that are two cells wide. */
  private static final String OPEN = "\u001b[?1049h\u001b[?7l";

  private static final String CLOSE = "\u001b[?7h\u001b[?1049l";
  private static final String HOME = "\u001b[H";

  /** Before a line, not after it: after a line as wide as the terminal it takes its last cell. */
  private static final String CLEAR_LINE = "\u001b[K";

  private static final String CLEAR_BELOW = "\u001b[J";

  private final String run;
  private final PrintWriter out;
  private final Ansi ansi;
  private final Supplier<TerminalSize> size;
  private final Clock clock;
  private @Nullable ProgressReport latest;
  private @Nullable Stopwatch sinceReport;
  private @Nullable Stopwatch sinceDrawing;
  private boolean open;
  private String alarm = "";

  public LiveView(
      String run, PrintWriter out, Ansi ansi, Supplier<TerminalSize> size, Clock clock) {
    this.run = run;
    this.out = out;
    this.ansi = ansi;
    this.size = size;
    this.clock = clock;
  }

  @Override
  public void show(@Nullable ProgressReport report, @Nullable PublishProgress sending) {
    if (report != null && latest != null && !report.equals(latest)) {
      sinceReport = Stopwatch.start(clock);
    }
    latest = report;
    if (sinceDrawing == null) {
      // Who wants one look only, or comes when the run is over, needs no second screen.
      sinceDrawing = Stopwatch.start(clock);
    } else if (sinceDrawing.reached(INTERVAL) && (report == null || !report.finished())) {
      draw();
      sinceDrawing = Stopwatch.start(clock);
    }
  }

  /** What stands above all from now on; empty: nothing. */
  public void alarm(String text) {
    alarm = text;
  }

  @Override
  public void end() {
    alarm = "";
    if (open) {
      out.print(CLOSE);
      open = false;
    }
    shown().forEach(out::println);
    out.flush();
  }

  private void draw() {
    List<String> lines = shown();
    StringBuilder drawing = new StringBuilder(open ? HOME : OPEN + HOME);
    open = true;
    for (int i = 0; i < lines.size(); i++) {
      // No line break after the last: on a full screen it would move all lines up.
      drawing
          .append(i == 0 ? "" : "\r\n")
          .append(i == lines.size() - 1 ? CLEAR_BELOW : CLEAR_LINE)
          .append(lines.get(i));
    }
    out.print(drawing); // in one piece, so that nobody sees a half
    out.flush();
  }

  private List<String> shown() {
    TerminalSize now = size.get();
    return lines(now).stream().map(line -> line.shown(now.columns(), ansi)).toList();
  }

  private List<ScreenLine> lines(TerminalSize now) {
    List<ScreenLine> lines =
        new ArrayList<>(
            latest == null
                ? List.of(ScreenLine.plain("Run " + run + ": waiting for the first outcome"))
                : new RunScreen(latest, time(latest)).lines(now));
    if (!alarm.isEmpty()) {
      lines.add(0, new ScreenLine(' ' + alarm + ' ', ScreenLine.Look.ALARM));
    }
    return lines.subList(0, Math.min(lines.size(), now.lines()));
  }

  /** By the aggregator's clock, as far as that is known: by its reports that came meanwhile. */
  private Instant time(ProgressReport report) {
    return sinceReport == null ? clock.instant() : report.reportedAt().plus(sinceReport.elapsed());
  }
}
