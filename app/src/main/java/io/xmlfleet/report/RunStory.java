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
public record RunStory(ProgressReport report, Timeline timeline, List<DeadLetterGroup> failures) {
  public RunStory {
    failures = List.copyOf(failures);
  }

  /** For machines, under the names that the system before gave them. */
  public StoryFigures figures() {
    return StoryFigures.of(report);
  }

  /** For people: one page that needs nothing else. */
  public String html() {
    return new StoryPage(this).html();
  }
}
