package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.WatchedRun;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.testing.TickingClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class LiveViewTest {
  private static final String OPEN = "\u001b[?1049h\u001b[?7l";
  private static final String CLOSE = "\u001b[?7h\u001b[?1049l";
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final ProgressReport RUNNING =
      WatchedRun.of(State.RUNNING).withWorkers(0).report();

  private final TickingClock clock = new TickingClock(WatchedRun.REPORTED, Duration.ZERO);
  private final StringWriter written = new StringWriter();
  private TerminalSize size = new TerminalSize(80, 4);

  @Test
  void redrawsInPlace() {
    LiveView view = view(Ansi.OFF);
    view.show(RUNNING, null);
    assertThat(drawn()).isEmpty();

    clock.advance(INTERVAL);
    view.show(RUNNING, null);
    String first = drawn();
    assertThat(first)
        .startsWith(OPEN + "\u001b[H\u001b[KRun run-1  RUNNING  contract loans\r\n\u001b[K[###")
        .contains("\r\n\u001b[Kdone    1,250 of 5,000")
        .endsWith("\r\n\u001b[Jrate    1,234.5/min in the last minute, 833.3/min over the run");

    clock.advance(INTERVAL);
    view.show(RUNNING, null);
    assertThat(drawn()).isEqualTo(first.substring(OPEN.length()));
  }

  @Test
  void showsWhatIsMissingAboveAllUntilItIsThere() {
    LiveView view = view(Ansi.OFF);
    view.show(RUNNING, null);
    view.alarm("No consumer runs");
    clock.advance(INTERVAL);
    view.show(RUNNING, null);
    assertThat(drawn())
        .startsWith(OPEN + "\u001b[H\u001b[K No consumer runs \r\n")
        .contains("done");

    view.alarm("");
    clock.advance(INTERVAL);
    view.show(RUNNING, null);
    assertThat(drawn()).doesNotContain("No consumer runs");
  }

  @Test
  void drawsFiveTimesASecondAtMost() {
    LiveView view = view(Ansi.OFF);
    int drawings = 0;
    for (int i = 0; i < 100; i++) {
      view.show(RUNNING, null);
      drawings += drawn().isEmpty() ? 0 : 1;
      clock.advance(Duration.ofMillis(20));
    }
    assertThat(drawings).isEqualTo(9); // of two seconds the first interval is silent
  }

  @Test
  void letsAgesGoOnWithoutANewReport() {
    LiveView view = view(Ansi.OFF);
    size = new TerminalSize(80, 24);
    view.show(RUNNING, null);
    clock.advance(Duration.ofSeconds(2));
    view.show(RUNNING, null);
    assertThat(drawn()).contains("time    1m 32s, ETA 3m 15s, report 2s ago");
    clock.advance(Duration.ofSeconds(1));
    view.show(RUNNING, null);
    assertThat(drawn()).contains("time    1m 33s, ETA 3m 15s, report 3s ago");
  }

  @Test
  void measuresTheAgeOfReportsThatCameMeanwhileByItself() {
    LiveView view = view(Ansi.OFF);
    size = new TerminalSize(80, 24);
    clock.set(Duration.ofSeconds(90));
    view.show(RUNNING, null);
    clock.advance(Duration.ofSeconds(2));
    view.show(WatchedRun.of(State.RUNNING).with(200L, 60, 0).report(), null);
    assertThat(drawn()).contains("report 0s ago").doesNotContain("NO REPORT");
  }

  @Test
  void followsTheTerminalsSize() {
    LiveView view = view(Ansi.OFF);
    view.show(RUNNING, null);
    size = new TerminalSize(16, 2);
    clock.advance(INTERVAL);
    view.show(RUNNING, null);
    assertThat(drawn())
        .isEqualTo(OPEN + "\u001b[H\u001b[KRun run-1  RUNN…\r\n\u001b[J[#------]  25.0%");
  }

  @Test
  void leavesTheLastStateBelowWhatStoodOnTheTerminal() {
    LiveView view = view(Ansi.OFF);
    view.show(null, null);
    clock.advance(INTERVAL);
    view.show(null, null);
    assertThat(drawn()).endsWith("\u001b[JRun run-1: waiting for the first outcome");

    clock.advance(INTERVAL);
    view.show(WatchedRun.of(State.COMPLETE).report(), null);
    assertThat(drawn()).isEmpty();
    view.end();
    assertThat(drawn().lines())
        .hasSize(4)
        .first()
        .isEqualTo(CLOSE + "Run run-1  COMPLETE  contract loans");
  }

  @Test
  void needsNoSecondScreenForOneLook() {
    LiveView view = view(Ansi.OFF);
    view.show(RUNNING, null);
    view.end();
    assertThat(drawn()).doesNotContain("\u001b").startsWith("Run run-1  RUNNING");
  }

  @Test
  void coloursOnlyWhereItMay() {
    LiveView view = view(Ansi.ON);
    view.show(RUNNING, null);
    view.end();
    assertThat(drawn()).startsWith("\u001b[1mRun run-1  RUNNING  contract loans\u001b[0m");
  }

  @Test
  void letsNoMessageSteerTheTerminal() {
    LiveView view = view(Ansi.OFF);
    view.show(WatchedRun.of(State.RUNNING).called("a\u001b[2Jb\nc").report(), null);
    view.end();
    assertThat(drawn()).startsWith("Run a [2Jb c  RUNNING");
  }

  private LiveView view(Ansi ansi) {
    return new LiveView("run-1", new PrintWriter(written), ansi, () -> size, clock);
  }

  private String drawn() {
    String drawn = written.toString();
    written.getBuffer().setLength(0);
    return drawn;
  }
}
