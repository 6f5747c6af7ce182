package io.xmlfleet.cli;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports of one run, as an aggregator would make them. */
public record WatchedRun(String run, State state, Counts counts, int workers) {
  public static final Instant REPORTED = Instant.parse("2026-11-24T18:01:30Z");

  public static WatchedRun of(State state) {
    return new WatchedRun("run-1", state, new Counts(5_000L, 1_240, 8, 2), 2);
  }

  public WatchedRun called(String name) {
    return new WatchedRun(name, state, counts, workers);
  }

  public WatchedRun with(@Nullable Long total, long loaded, long failed) {
    return new WatchedRun(run, state, new Counts(total, loaded, 0, failed), workers);
  }

  public WatchedRun withWorkers(int number) {
    return new WatchedRun(run, state, counts, number);
  }

  public ProgressReport report() {
    boolean finished = state == State.COMPLETE || state == State.CANCELLED;
    return new ProgressReport(
        run,
        state,
        "loans",
        "in",
        counts,
        new Pace(
            REPORTED.minusSeconds(90),
            finished ? REPORTED : null,
            90,
            833.3,
            1_234.5,
            finished ? 0.0 : 3.25,
            100,
            0.8),
        Map.of(),
        0,
        counts.failed() == 0
            ? Map.of()
            : Map.of(Stage.MAPPING, 1L, Stage.VALIDATION, counts.failed()),
        shares(),
        REPORTED);
  }

  private List<WorkerShare> shares() {
    return IntStream.rangeClosed(1, workers)
        .mapToObj(
            i ->
                new WorkerShare(
                    "host/worker-" + i, 600 + i, 599 + i, 1, 50, REPORTED.minusSeconds(i)))
        .toList();
  }
}
