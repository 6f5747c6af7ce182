package io.xmlfleet.cli.terminal;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.publish.PublishProgress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The seed system's progress line, every few seconds, for files and pipes. */
public final class ProgressLines implements ProgressView {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final Clock clock;
  private Stopwatch sincePrint;
  private @Nullable ProgressReport latest;
  private String printed = "";

  public ProgressLines(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.sincePrint = Stopwatch.start(clock);
  }

  @Override
  public void show(@Nullable ProgressReport report, @Nullable PublishProgress sending) {
    latest = report;
    if (report != null && sincePrint.reached(INTERVAL)) {
      print(report);
      sincePrint = Stopwatch.start(clock);
    }
  }

  @Override
  public void end() {
    if (latest != null) {
      print(latest);
    }
  }

  private void print(ProgressReport report) {
    String line = line(report);
    if (!line.equals(printed)) {
      out.println(line);
      out.flush();
      printed = line;
    }
  }

  private static String line(ProgressReport report) {
    return switch (report.state()) {
      case STALLED, WAITING_FOR_DATABASE -> report.line() + " - " + report.state();
      case RUNNING, COMPLETE, CANCELLED -> report.line();
    };
  }
}
