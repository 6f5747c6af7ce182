package io.xmlfleet.dashboard;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.message.WorkerVitals;
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

  /** A run that goes on now, of one worker that tells of itself. */
  static ProgressReport told(String run, WorkerStatus status) {
    ProgressReport report = failing(run, 10, status.at());
    return report.with(
        List.of(
            new WorkerShare(status.worker(), 30, 20, 10, 1, status.at())
                .telling(status, status.at()),
            new WorkerShare("producer", 10, 0, 10, 0, status.at())));
  }

  /** A run of 40 documents that are done, of which so many failed. */
  static ProgressReport failing(String run, int failed, Instant at) {
    ProgressReport done = at(run, 40, at.minusSeconds(40));
    return new ProgressReport(
        run,
        done.state(),
        done.contract(),
        done.source(),
        new Counts(100L, 40 - failed, 0, failed),
        done.pace(),
        done.rows(),
        0,
        Map.of(Stage.MAPPING, (long) failed),
        done.workers(),
        at);
  }

  static WorkerStatus status(String worker, WorkerStatus.State state, Instant at) {
    WorkerVitals vitals =
        new WorkerVitals(
            "1." + worker.length(),
            List.of("loans@3"),
            4,
            17,
            95L << 20,
            100L << 20,
            new WorkerVitals.Steps(1, 2, 6, 1));
    String reason = state == WorkerStatus.State.WORKING ? null : "no connection";
    return new WorkerStatus(worker, state, at, reason, at, vitals);
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
