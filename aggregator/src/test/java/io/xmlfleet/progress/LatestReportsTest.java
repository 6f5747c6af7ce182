package io.xmlfleet.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.message.ProgressReport.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestReportsTest {
  private static final Instant START = Instant.parse("2026-11-28T06:00:00Z");

  private final LatestReports reports = new LatestReports();

  @Test
  void keepsTheLastReportOfARun() {
    reports.add(List.of(report("a", 1, 10)));
    reports.add(List.of(report("a", 1, 20)));

    assertThat(reports.newestFirst())
        .extracting(each -> each.counts().loaded())
        .containsExactly(20L);
  }

  @Test
  void forgetsTheOldestRunsBeyondItsLimit() {
    IntStream.rangeClosed(1, LatestReports.MOST + 3)
        .forEach(minute -> reports.add(List.of(report("run-" + minute, minute, 1))));

    assertThat(reports.newestFirst())
        .hasSize(LatestReports.MOST)
        .extracting(ProgressReport::run)
        .startsWith("run-" + (LatestReports.MOST + 3))
        .endsWith("run-4");
  }

  @Test
  void knowsNothingOnceItIsCleared() {
    reports.add(List.of(report("a", 1, 10)));
    reports.clear();

    assertThat(reports.newestFirst()).isEmpty();
  }

  private static ProgressReport report(String run, int minute, long loaded) {
    Instant started = START.plusSeconds(60L * minute);
    return new ProgressReport(
        run,
        State.RUNNING,
        null,
        "files",
        new Counts(null, loaded, 0, 0),
        new Pace(started, null, 1, 1, 1, null, 1, 1),
        Map.of(),
        0,
        Map.of(),
        List.of(),
        started);
  }
}
