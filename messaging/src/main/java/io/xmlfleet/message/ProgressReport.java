package io.xmlfleet.message;

import io.xmlfleet.failure.Stage;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one run is: what the aggregator publishes on the progress topic. Immutable.
 *
 * @param source what was sent, for people
 * @param rows inserted rows by table; of very many the rest in one line
 * @param kept rows that were there already and were kept or updated
 * @param failuresByStage open failures by stage
 * @param workers one entry a worker that has finished an item of this run, by name; of those that
 *     are gone one together
 */
public record ProgressReport(
    String run,
    State state,
    @Nullable String contract,
    String source,
    Counts counts,
    Pace pace,
    Map<String, Long> rows,
    long kept,
    Map<Stage, Long> failuresByStage,
    List<WorkerShare> workers,
    Instant reportedAt) {
  /** What the run is doing. */
  public enum State {
    RUNNING,
    COMPLETE,
    /** Work is left and no outcome has come for a while. */
    STALLED,
    /** Work is left and a worker says that its database is away. */
    WAITING_FOR_DATABASE,
    /** The sender gave up and all that it had sent is done. */
    CANCELLED
  }

  /**
   * Items by state.
   *
   * @param total null until the run is sealed
   * @param failed open failures: rejected and not loaded since
   */
  public record Counts(@Nullable Long total, long loaded, long alreadyLoaded, long failed) {
    public long succeeded() {
      return loaded + alreadyLoaded;
    }

    public long completed() {
      return succeeded() + failed;
    }

    /** Share of the completed items that succeeded, 0 to 1; 1 before anything is completed. */
    public double successRate() {
      return completed() == 0 ? 1 : (double) succeeded() / completed();
    }
  }

  /**
   * Time and speed.
   *
   * @param finishedAt time of the last outcome, once everything is done
   * @param elapsedSeconds from the start to {@code finishedAt}, or to now
   * @param recordsPerMinute completed items a minute over the whole run
   * @param lastMinuteRecordsPerMinute the same over the last minute
   * @param etaMinutes minutes left at the recent rate; null when unknown, as when it stands still
   * @param busySeconds sum over the workers
   * @param parallelEfficiency busy time ÷ time in which workers were there, 0 to 1
   */
  public record Pace(
      Instant startedAt,
      @Nullable Instant finishedAt,
      double elapsedSeconds,
      double recordsPerMinute,
      double lastMinuteRecordsPerMinute,
      @Nullable Double etaMinutes,
      double busySeconds,
      double parallelEfficiency) {}

  /**
   * What one worker did for the run.
   *
   * @param told what it last said of itself; null: nothing since the aggregator began
   */
  public record WorkerShare(
      String worker,
      long processed,
      long loaded,
      long failed,
      double busySeconds,
      Instant lastSeen,
      @Nullable Told told) {
    /**
     * What a worker said of itself.
     *
     * @param since when it entered the state
     * @param reason why it waits; null while it works
     * @param at when it was last heard of, as the broker dates it
     * @param vitals null of a worker of a former version
     */
    public record Told(
        WorkerStatus.State state,
        Instant since,
        @Nullable String reason,
        Instant at,
        @Nullable WorkerVitals vitals) {}

    /** One that has said nothing. */
    public WorkerShare(
        String worker,
        long processed,
        long loaded,
        long failed,
        double busySeconds,
        Instant lastSeen) {
      this(worker, processed, loaded, failed, busySeconds, lastSeen, null);
    }

    /** The same of one that said this at that time. */
    public WorkerShare telling(WorkerStatus status, Instant at) {
      Told last = new Told(status.state(), status.since(), status.reason(), at, status.vitals());
      return new WorkerShare(worker, processed, loaded, failed, busySeconds, lastSeen, last);
    }

    /** The name under which a producer rejects documents; it is no worker. */
    public static final String PRODUCER = "producer";

    /** The line of all workers that have stopped or died since; others have a slash in theirs. */
    public static final String GONE = "gone";

    /** Whether it is the name of one worker. */
    public static boolean isWorker(String name) {
      return !name.equals(PRODUCER) && !name.equals(GONE);
    }
  }

  public ProgressReport {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    failuresByStage = Map.copyOf(failuresByStage);
    workers = List.copyOf(workers);
  }

  /** The same without lines of workers and tables. */
  public ProgressReport brief() {
    return with(Map.of(), List.of());
  }

  /** The same with other lines of workers. */
  public ProgressReport with(List<WorkerShare> others) {
    return with(rows, others);
  }

  private ProgressReport with(Map<String, Long> otherRows, List<WorkerShare> others) {
    return new ProgressReport(
        run,
        state,
        contract,
        source,
        counts,
        pace,
        otherRows,
        kept,
        failuresByStage,
        others,
        reportedAt);
  }

  public boolean finished() {
    return state == State.COMPLETE || state == State.CANCELLED;
  }

  /** The seed system's log line, letter by letter; {@code ?} stands for what is not known yet. */
  public String line() {
    Long total = counts.total();
    Double eta = pace.etaMinutes();
    String share =
        total == null
            ? "?"
            : String.format(
                Locale.ROOT, "%.1f%%", total == 0 ? 100 : 100.0 * counts.completed() / total);
    return String.format(
        Locale.ROOT,
        "Progress: %,d/%s (%s) - Rate: %.1f rec/min - ETA: %s min - Success: %,d, Failed: %,d",
        counts.completed(),
        total == null ? "?" : String.format(Locale.ROOT, "%,d", total),
        share,
        pace.recordsPerMinute(),
        eta == null ? "?" : String.format(Locale.ROOT, "%.1f", eta),
        counts.succeeded(),
        counts.failed());
  }
}
