package io.xmlfleet.dashboard;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a run was, from its start on: so many points at most, twice as far apart each time they
 * are full. Confined to one thread, or guarded by its owner.
 */
final class RateHistory {
  static final int MOST_POINTS = 400;
  private static final Duration LATE = Duration.ofSeconds(5);

  /**
   * One moment.
   *
   * @param completed items that had their outcome
   * @param recordsPerMinute of the minute before
   * @param processed documents that each worker had finished, in the order of {@link #workers}; of
   *     those that came later there is none
   */
  record Point(Instant at, long completed, double recordsPerMinute, List<Long> processed) {}

  /** Lines beyond would not be told apart. */
  static final int MOST_WORKERS = 12;

  private final List<String> workers = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private Duration apart = Duration.ofSeconds(1);
  private boolean over;

  /**
   * Notes a report, unless it comes too soon after the last point; a run's end is always noted, and
   * nothing after it.
   */
  void add(ProgressReport report) {
    Instant at = report.reportedAt();
    if (over || isLate(report)) {
      return;
    }
    if (!points.isEmpty()) {
      Instant last = points.get(points.size() - 1).at();
      boolean due = !at.isBefore(last.plus(apart)) || (report.finished() && at.isAfter(last));
      if (!due) {
        return;
      }
    }
    over = report.finished();
    points.add(
        new Point(
            at,
            report.counts().completed(),
            report.pace().lastMinuteRecordsPerMinute(),
            processed(report)));
    if (points.size() > MOST_POINTS) {
      thin();
    }
  }

  /** By worker, in the order in which they came; the first ones of many. */
  private List<Long> processed(ProgressReport report) {
    Map<String, Long> now = new LinkedHashMap<>();
    for (WorkerShare share : report.workers()) {
      if (WorkerShare.isWorker(share.worker())) {
        now.put(share.worker(), share.processed());
        if (workers.size() < MOST_WORKERS && !workers.contains(share.worker())) {
          workers.add(share.worker());
        }
      }
    }
    // Of one that has left, the last count stays.
    List<Long> before = points.isEmpty() ? List.of() : points.get(points.size() - 1).processed();
    List<Long> processed = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      processed.add(now.getOrDefault(workers.get(i), i < before.size() ? before.get(i) : 0L));
    }
    return List.copyOf(processed);
  }

  /** Whether its last minute is of the time after the run's end. */
  private static boolean isLate(ProgressReport report) {
    Instant end = report.pace().finishedAt();
    return end != null && report.reportedAt().isAfter(end.plus(LATE));
  }

  private void thin() {
    apart = apart.multipliedBy(2);
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += 2) {
      kept.add(points.get(i));
    }
    points.clear();
    points.addAll(kept);
  }

  /** Those whose documents are counted, at most {@link #MOST_WORKERS}. */
  List<String> workers() {
    return List.copyOf(workers);
  }

  List<Point> points() {
    return List.copyOf(points);
  }
}
