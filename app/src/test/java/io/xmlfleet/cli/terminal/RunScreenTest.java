package io.xmlfleet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.cli.WatchedRun;
import io.xmlfleet.cli.terminal.ScreenLine.Look;
import io.xmlfleet.message.ProgressReport.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

class RunScreenTest {
  private static final int SECONDS_LATER = 3;

  @Test
  void showsAllThereIsInATerminalOfTheUsualSize() {
    assertThat(shown(WatchedRun.of(State.RUNNING), 80, 24))
        .containsExactly(
            "Run run-1  RUNNING  contract loans",
            "",
            "[" + "#".repeat(17) + "-".repeat(54) + "]  25.0%",
            "done    1,250 of 5,000, success 1,248, failed 2",
            "rate    1,234.5/min in the last minute, 833.3/min over the run",
            "time    1m 33s, ETA 3m 15s, report 3s ago",
            "failed  VALIDATION 2, MAPPING 1",
            "",
            "worker         processed  failed  last seen",
            "-------------  ---------  ------  ---------",
            "host/worker-1        601       1     4s ago",
            "host/worker-2        602       1     5s ago");
  }

  @Test
  void putsOnMoreLinesWhatANarrowOneCannotHold() {
    assertThat(shown(WatchedRun.of(State.RUNNING).withWorkers(0), 36, 12))
        .containsExactly(
            "Run run-1  RUNNING  contract loans",
            "[" + "#".repeat(6) + "-".repeat(21) + "]  25.0%",
            "done    1,250 of 5,000,",
            "        success 1,248, failed 2",
            "rate    1,234.5/min in the last min…",
            "        833.3/min over the run",
            "time    1m 33s, ETA 3m 15s,",
            "        report 3s ago",
            "failed  VALIDATION 2, MAPPING 1");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,3", "12,8", "20,9", "40,15", "79,16", "80,24", "132,43", "300,100"})
  void staysWithinTheTerminal(int columns, int lines) {
    for (State state : State.values()) {
      assertThat(shown(WatchedRun.of(state).withWorkers(60), columns, lines))
          .hasSizeLessThanOrEqualTo(lines)
          .allMatch(line -> line.codePointCount(0, line.length()) <= columns);
    }
  }

  @Test
  void keepsTheMostImportantOfASmallOne() {
    assertThat(shown(WatchedRun.of(State.STALLED), 80, 3))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Run run-1  STALLED"),
            line -> assertThat(line).startsWith(" STALLED: work is left"),
            line -> assertThat(line).startsWith("[###"));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"STALLED", "WAITING_FOR_DATABASE"})
  void raisesAnAlarmWhereNothingGoesOn(State state) {
    assertThat(lines(WatchedRun.of(state), 80, 24, SECONDS_LATER))
        .filteredOn(line -> line.look() == Look.ALARM)
        .singleElement()
        .extracting(ScreenLine::text)
        .asString()
        .startsWith(" " + state + ": ");
  }

  @Test
  void saysThatReportsHaveStopped() {
    assertThat(lines(WatchedRun.of(State.RUNNING), 80, 24, 75))
        .extracting(ScreenLine::text)
        .contains(" NO REPORT for 1m 15s: aggregator or broker away? ")
        .contains("time    2m 45s, ETA 3m 15s, report 1m 15s ago");
    assertThat(lines(WatchedRun.of(State.COMPLETE), 80, 24, 75))
        .noneMatch(line -> line.look() == Look.ALARM)
        .extracting(ScreenLine::text)
        .contains("time    1m 30s");
  }

  @Test
  void doesNotLookDoneBeforeTheEnd() {
    assertThat(shown(WatchedRun.of(State.RUNNING).with(100_000L, 99_999, 0), 80, 24))
        .anyMatch(line -> line.matches("\\[#+-] {2}99\\.9%"));
    assertThat(shown(WatchedRun.of(State.COMPLETE).with(0L, 0, 0), 80, 24))
        .anyMatch(line -> line.matches("\\[#+] 100\\.0%"));
  }

  @Test
  void showsAQuestionMarkUntilTheTotalIsKnown() {
    assertThat(shown(WatchedRun.of(State.RUNNING).with(null, 7, 0), 80, 24))
        .anyMatch(line -> line.matches("\\[-+] {6}\\?"))
        .contains("done    7 of ?, success 7, failed 0")
        .noneMatch(line -> line.startsWith("failed"));
  }

  private static List<String> shown(WatchedRun run, int columns, int height) {
    return lines(run, columns, height, SECONDS_LATER).stream()
        .map(line -> line.shown(columns, Ansi.OFF))
        .toList();
  }

  private static List<ScreenLine> lines(WatchedRun run, int columns, int height, int later) {
    return new RunScreen(run.report(), WatchedRun.REPORTED.plusSeconds(later))
        .lines(new TerminalSize(columns, height));
  }
}
