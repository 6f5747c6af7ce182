package io.xmlfleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private static final Instant START = Instant.parse("2026-03-01T10:15:30Z");
  private static final ProgressReport REPORT =
      new ProgressReport(
          "monday",
          ProgressReport.State.COMPLETE,
          "loans",
          "<in> & out",
          new ProgressReport.Counts(200L, 190, 4, 6),
          new ProgressReport.Pace(START, START.plusSeconds(60), 60, 200, 180, 0.0, 90, 0.75),
          Map.of("application", 190L),
          7,
          Map.of(Stage.MAPPING, 6L),
          List.of(
              new ProgressReport.WorkerShare("host/worker-1", 200, 190, 6, 90, START),
              new ProgressReport.WorkerShare("producer", 1, 0, 1, 0, START)),
          START.plusSeconds(61));

  @Test
  void hasTheFiguresUnderTheNamesOfTheSystemBefore() {
    String json = new String(FleetJson.write(report(List.of()).figures()), StandardCharsets.UTF_8);

    assertThat(json)
        .contains(
            "\"records_per_minute\":200.0",
            "\"parallel_efficiency\":0.75",
            "\"worker_count\":1",
            "\"total_processing_time\":60.0",
            "\"success_rate\":0.97",
            "\"rows_inserted\":{\"application\":190}",
            "\"rows_kept\":7",
            "\"failures_by_stage\":{\"MAPPING\":6}");
  }

  @Test
  void tellsTheRunOnOnePageThatNeedsNothingElse() {
    DeadLetterGroup group =
        new DeadLetterGroup(
            List.of("MAPPING", "no entry in <enum>"), 6, new ItemId("monday", 84), START);

    String html = report(List.of(group)).html();

    assertThat(html)
        .contains(
            "COMPLETE: 200 documents of &lt;in&gt; &amp; out by the contract loans;",
            "<td class=\"n\">6</td><td>MAPPING</td><td>no entry in &lt;enum&gt;</td><td>monday/84</td>",
            "<td>application</td><td class=\"n\">190</td>",
            "<rect class=\"ok\"",
            "<rect class=\"bad\"",
            "at most 180")
        .doesNotContain("<script", "http:", "https:", "<in>");
  }

  private static RunReport report(List<DeadLetterGroup> failures) {
    Timeline timeline =
        new Timeline(
            Duration.ofSeconds(2),
            List.of(
                new Timeline.Slice(START, 6, 0), new Timeline.Slice(START.plusSeconds(2), 3, 1)));
    return new RunReport(REPORT, timeline, failures);
  }
}
