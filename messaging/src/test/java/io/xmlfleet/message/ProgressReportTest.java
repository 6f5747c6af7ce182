package io.xmlfleet.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressReportTest {
  private static final Instant START = Instant.parse("2026-11-24T18:00:00Z");

  @Test
  void writesTheSeedsLineLetterByLetter() {
    assertThat(report(5_000L, 1_240, 8, 2, 185.24, 12.1).line())
        .isEqualTo(
            "Progress: 1,250/5,000 (25.0%) - Rate: 185.2 rec/min - ETA: 12.1 min"
                + " - Success: 1,248, Failed: 2");
  }

  @Test
  void showsWhatIsNotKnownYetAsAQuestionMark() {
    assertThat(report(null, 3, 0, 0, 60, null).line())
        .isEqualTo("Progress: 3/? (?) - Rate: 60.0 rec/min - ETA: ? min - Success: 3, Failed: 0");
  }

  @Test
  void anEmptyRunIsWhollyDone() {
    assertThat(report(0L, 0, 0, 0, 0, 0.0).line()).startsWith("Progress: 0/0 (100.0%)");
  }

  private static ProgressReport report(
      Long total, long loaded, long already, long failed, double rate, Double eta) {
    return new ProgressReport(
        "run-1",
        ProgressReport.State.RUNNING,
        "loans",
        "in",
        new ProgressReport.Counts(total, loaded, already, failed),
        new ProgressReport.Pace(START, null, 10, rate, rate, eta, 8, 0.8),
        Map.of(),
        0,
        Map.of(),
        List.of(),
        START);
  }
}
