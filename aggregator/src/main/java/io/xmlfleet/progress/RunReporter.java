package io.xmlfleet.progress;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.Pace;
import io.xmlfleet.message.ProgressReport.State;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import io.xmlfleet.message.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a run's report from its state. Immutable. */
final class RunReporter {
  private final Duration stalledAfter;

  /**
   * A reporter.
   *
   * @param stalledAfter how long a run with work left may be silent
   */
  RunReporter(Duration stalledAfter) {
    this.stalledAfter = stalledAfter;
  }

  /**
   * The report now.
   *
   * @param databaseAway whether a worker says that it waits for its database
   */
  ProgressReport report(RunState run, boolean databaseAway, Moment now) {
    RunState.Facts facts = run.facts();
    RunEvent event = facts.event();
    Long total = event == null ? null : event.total();
    Counts counts =
        new Counts(
            total,
            run.items().loaded().size(),
            run.items().alreadyLoaded().size(),
            run.items().failures());
    List<WorkerShare> shares =
        facts.workers().entrySet().stream()
            .map(worker -> worker.getValue().share(worker.getKey()))
            .toList();
    State state = state(run, counts, databaseAway, now);
    return new ProgressReport(
        run.run(),
        state,
        event == null ? null : event.contract(),
        event == null ? "" : event.source(),
        counts,
        pace(run, state, counts, shares, now),
        facts.rows(),
        facts.kept(),
        run.items().failuresByStage(),
        shares,
        now.at());
  }

  private State state(RunState run, Counts counts, boolean databaseAway, Moment now) {
    RunState.Facts facts = run.facts();
    RunEvent event = facts.event();
    if (run.done() && event != null) {
      return event.state() == RunEvent.State.CANCELLED ? State.CANCELLED : State.COMPLETE;
    }
    if (databaseAway) {
      return State.WAITING_FOR_DATABASE;
    }
    return event != null
            && hasWorkLeft(counts, event)
            && run.silence(now).compareTo(stalledAfter) > 0
        ? State.STALLED
        : State.RUNNING;
  }

  /** Of a run that nobody has sealed yet, only its last checkpoint says how much was sent. */
  private static boolean hasWorkLeft(Counts counts, RunEvent event) {
    RunEvent.Checkpoint checkpoint = event.checkpoint();
    return event.total() != null
        || (checkpoint != null && checkpoint.sequence() > counts.completed());
  }

  private static Pace pace(
      RunState run, State state, Counts counts, List<WorkerShare> shares, Moment now) {
    RunState.Facts facts = run.facts();
    Instant started = facts.startedAt(now.at());
    Instant end = facts.doneAt();
    double known = end == null ? run.known(now).toMillis() / 1000.0 : 0.001;
    end = end == null ? now.at() : end;
    double elapsed = Math.max(known, (end.toEpochMilli() - started.toEpochMilli()) / 1000.0);
    elapsed = Math.max(0.001, elapsed);
    double perMinute = counts.completed() * 60 / elapsed;
    double recent = run.recent().perMinute(now.ticks(), elapsed);
    double busy = shares.stream().mapToDouble(WorkerShare::busySeconds).sum();
    return new Pace(
        started,
        facts.doneAt(),
        elapsed,
        perMinute,
        recent,
        goesOn(state) ? eta(counts, recent > 0 ? recent : perMinute) : null,
        busy,
        RunWorkers.efficiency(facts.workers()));
  }

  /** Else nobody knows when work goes on, let alone when it ends. */
  private static boolean goesOn(State state) {
    return state != State.STALLED && state != State.WAITING_FOR_DATABASE;
  }

  private static @Nullable Double eta(Counts counts, double perMinute) {
    Long total = counts.total();
    if (total == null) {
      return null;
    }
    long left = Math.max(0, total - counts.completed());
    if (left == 0) {
      return 0.0;
    }
    return perMinute <= 0 ? null : left / perMinute;
  }
}
