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
    if (over) {
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
