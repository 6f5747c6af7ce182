package io.xmlfleet.report;

import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.Timeline;
import java.util.List;

/**
 * What is told of a run. Immutable.
 *
 * @param failures its open dead letters by stage and reason
 */
public record RunReport(ProgressReport report, Timeline timeline, List<DeadLetterGroup> failures) {
  public RunReport {
    failures = List.copyOf(failures);
  }

  /** For machines, under the names that the system before gave them. */
  public RunFigures figures() {
    return RunFigures.of(report);
  }

  /** For people: one page that needs nothing else. */
  public String html() {
    return new RunReportPage(this).html();
  }
}
