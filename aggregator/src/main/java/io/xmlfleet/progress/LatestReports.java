package io.xmlfleet.progress;

import io.xmlfleet.message.ProgressReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last report of each run, of the newest runs only. Thread-safe. */
final class LatestReports {
  static final int MOST = 200;
  private static final Comparator<ProgressReport> NEWEST_FIRST =
      Comparator.comparing((ProgressReport report) -> report.pace().startedAt()).reversed();

  private final Map<String, ProgressReport> byRun = new HashMap<>();

  synchronized void add(Collection<ProgressReport> reports) {
    reports.forEach(report -> byRun.put(report.run(), report));
    if (byRun.size() > MOST) {
      newestFirst().stream().skip(MOST).map(ProgressReport::run).forEach(byRun::remove);
    }
  }

  synchronized void clear() {
    byRun.clear();
  }

  synchronized List<ProgressReport> newestFirst() {
    List<ProgressReport> all = new ArrayList<>(byRun.values());
    all.sort(NEWEST_FIRST);
    return all;
  }
}
