package io.xmlfleet.dashboard;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reports of runs that never were. */
final class Reports {
  static final Instant START = Instant.parse("2026-11-27T18:00:00Z");

  private Reports() {}

  /** So many of 100 done, after as many seconds. */
  static ProgressReport at(String run, int done) {
    return at(run, done, START);
  }

  static ProgressReport at(String run, int done, Instant start) {
    Instant now = start.plusSeconds(done);
    return new ProgressReport(
        run,
        done == 100 ? State.COMPLETE : State.RUNNING,
        "loans",
        "folder → ünïcode",
        new Counts(100L, done, 0, 0),
        new Pace(start, done == 100 ? now : null, done, 60, 60, 1.0, 1, 0.5),
        Map.of("loan", (long) done),
        0,
        Map.of(Stage.MAPPING, 0L),
        List.of(new WorkerShare("w-1", done, done, 0, 1, now)),
        now);
  }
}
