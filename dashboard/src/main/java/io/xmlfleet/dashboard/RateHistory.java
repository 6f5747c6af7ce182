package io.xmlfleet.dashboard;

import io.xmlfleet.message.ProgressReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
   */
  record Point(Instant at, long completed, double recordsPerMinute) {}

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
        new Point(at, report.counts().completed(), report.pace().lastMinuteRecordsPerMinute()));
    if (points.size() > MOST_POINTS) {
      thin();
    }
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

  List<Point> points() {
    return List.copyOf(points);
  }
}
