package io.xmlfleet.metrics;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.progress.Aggregator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs that never were, and an aggregator that speaks of them. */
final class Runs {
  private Runs() {}

  static ProgressReport report(
      String run, ProgressReport.State state, @Nullable Instant finishedAt) {
    Instant started = Instant.parse("2026-11-28T06:00:00Z");
    return new ProgressReport(
        run,
        state,
        "loans",
        "folder",
        new Counts(200L, 120, 4, 6),
        new Pace(started, finishedAt, 60, 130, 140, 1.5, 40, 0.7),
        Map.of("loan", 120L),
        0,
        Map.of(Stage.MAPPING, 6L),
        List.of(),
        started);
  }

  static RunGauges.Source source(
      Aggregator.Role role, Duration silence, List<ProgressReport> reports) {
    return new RunGauges.Source() {
      @Override
      public Aggregator.Sign sign() {
        return new Aggregator.Sign(role, silence);
      }

      @Override
      public List<ProgressReport> reports() {
        return reports;
      }
    };
  }
}
