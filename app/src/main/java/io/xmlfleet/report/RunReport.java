package io.xmlfleet.report;

import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.letter.LetterField;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a run. Immutable.
 *
 * @param letters its open dead letters
 * @param previous the last run of the same contract that was over before; null: there is none
 */
public record RunReport(
    ProgressReport report,
    Timeline timeline,
    List<DeadLetterEntry> letters,
    @Nullable ProgressReport previous) {
  public RunReport {
    letters = List.copyOf(letters);
  }

  /** Its open dead letters by stage and reason. */
  List<DeadLetterGroup> failures() {
    return DeadLetterGroup.of(letters, List.of(LetterField.STAGE, LetterField.REASON));
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
