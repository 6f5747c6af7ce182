package io.xmlfleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.LetterState;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.progress.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    String html = report(letters()).html();

    assertThat(html)
        .contains(
            "200 documents came from &lt;in&gt; &amp; out (contract loans) and were processed in"
                + " 1 min 0 s, 200 per minute. 194 (97.0 %) are in the database, 4 of them from"
                + " before. 6 (3.0 %) failed, most often (5) because: no entry in &lt;enum&gt;.",
            "then send what failed again: xmlfleet replay --run monday",
            "1 March 2026, 10:15:30 UTC",
            "</td><td>mapping</td><td>no entry in &lt;enum&gt;</td><td>monday/1</td>",
            "<td>inbox/&lt;1&gt;.xml</td><td>monday/1</td>",
            "<td>application</td><td class=\"n\">190</td>",
            "documents per minute over time, at most 180",
            "failures per minute over time, at most 30",
            ">failures per minute</text>",
            "time (UTC); each bar 2.0 s",
            "@media print")
        .doesNotContain("<script", "http:", "https:", "<in>", "<enum>", "<1>", "PT");
  }

  @Test
  void comparesWithTheRunBefore() {
    ProgressReport before = of("sunday", State.COMPLETE, 100, 10);

    assertThat(new RunReport(REPORT, timeline(), List.of(), before).html())
        .contains(
            "<th scope=\"col\" class=\"n\">sunday</th>",
            "<td>documents</td><td class=\"n\">200</td><td class=\"n\">110</td><td class=\"n\">+90</td>",
            "<td>failed</td><td class=\"n\">6</td><td class=\"n\">10</td><td class=\"n\">-4</td>",
            "<td>failed, percent</td><td class=\"n\">3.0</td><td class=\"n\">9.1</td>");
    assertThat(report(List.of()).html()).doesNotContain("Compared");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPLETE | 110 | 0 | All of them are in the database. | Nothing is to be done.",
        "RUNNING | 50 | 0 | 50 of 110 documents from inbox | The run goes on.",
        "STALLED | 50 | 0 | 50 of 110 documents from inbox | see whether consumers run",
        "WAITING_FOR_DATABASE | 50 | 0 | 50 of 110 | The database does not answer",
        "CANCELLED | 50 | 1 | 1 (2.0 %) failed | send the rest again. Look at the reasons"
      })
  void saysWhatIsToBeDone(State state, long loaded, long failed, String happened, String todo) {
    ProgressReport told = of("sunday", state, loaded, failed);

    assertThat(new RunReport(told, timeline(), List.of(), null).html())
        .contains(happened, "<strong>What is to be done:</strong> ", todo);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "9.9, 9.9 s",
    "59, 59 s",
    "61, 1 min 1 s",
    "7380, 2 h 3 min",
    "90000, 1 day 1 h",
    "180000, 2 days 2 h"
  })
  void writesLengthsOfTimeForPeople(double seconds, String words) {
    assertThat(Words.duration(seconds)).isEqualTo(words);
  }

  @Test
  void neverCallsAlmostAllAll() {
    assertThat(Words.percent(0.99999)).isEqualTo("more than 99.9 %");
    assertThat(Words.percent(0.00001)).isEqualTo("less than 0.1 %");
    assertThat(Words.percent(1)).isEqualTo("100.0 %");
  }

  private static ProgressReport of(String run, State state, long loaded, long failed) {
    return new ProgressReport(
        run,
        state,
        "loans",
        "inbox",
        new ProgressReport.Counts(
            state == State.COMPLETE ? loaded + failed : 110L, loaded, 0, failed),
        REPORT.pace(),
        Map.of(),
        0,
        Map.of(),
        List.of(),
        START);
  }

  private static List<DeadLetterEntry> letters() {
    return LongStream.rangeClosed(1, 6)
        .mapToObj(
            number ->
                new DeadLetterEntry(
                    DeadLetter.of(new ItemId("monday", number), "inbox/<" + number + ">.xml")
                        .contract("loans", "1")
                        .failure(
                            new Failure(
                                Stage.MAPPING,
                                number == 6 ? "another" : "no entry in <enum>",
                                "/a → b"))
                        .worker("host/worker-1")
                        .failedAt(START)
                        .build(),
                    3,
                    new RecordPosition("dead-letters", 0, number),
                    new LetterState(null, null, 0)))
        .toList();
  }

  private static RunReport report(List<DeadLetterEntry> letters) {
    return new RunReport(REPORT, timeline(), letters, null);
  }

  private static Timeline timeline() {
    return new Timeline(
        Duration.ofSeconds(2),
        List.of(new Timeline.Slice(START, 6, 0), new Timeline.Slice(START.plusSeconds(2), 3, 1)));
  }
}
