package io.xmlfleet.report;

import io.xmlfleet.letter.DeadLetterGroup;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.Counts;
import io.xmlfleet.message.ProgressReport.State;
import java.util.Comparator;

/** A run in some sentences, for whoever knows nothing of it. Immutable. */
final class RunStory {
  private final RunReport run;
  private final ProgressReport report;
  private final Counts counts;

  RunStory(RunReport run) {
    this.run = run;
    this.report = run.report();
    this.counts = report.counts();
  }

  /** What came, how long it took, how fast, how much failed and why. */
  String whatHappened() {
    String contract = report.contract() == null ? "" : " (contract " + report.contract() + ')';
    Long total = counts.total();
    String came =
        total == null || total == counts.completed()
            ? Words.documents(counts.completed()) + " came from "
            : Words.count(counts.completed()) + " of " + Words.documents(total) + " from ";
    return came
        + (report.source().isEmpty() ? "an unknown source" : report.source())
        + contract
        + (total == null || total == counts.completed() ? " and" : "")
        + " were processed in "
        + Words.duration(report.pace().elapsedSeconds())
        + ", "
        + Words.number("%,.0f", report.pace().recordsPerMinute())
        + " per minute. "
        + succeeded()
        + failed();
  }

  private String succeeded() {
    if (counts.completed() == 0) {
      return "";
    }
    String all =
        counts.failed() == 0
            ? "All of them are"
            : Words.count(counts.succeeded())
                + " ("
                + Words.percent(counts.successRate())
                + ") are";
    return all
        + " in the database"
        + (counts.alreadyLoaded() == 0
            ? "."
            : ", " + Words.count(counts.alreadyLoaded()) + " of them from before.");
  }

  private String failed() {
    if (counts.failed() == 0) {
      return "";
    }
    String most =
        run.failures().stream()
            .max(Comparator.comparingLong(DeadLetterGroup::count))
            .map(
                group ->
                    ", most often ("
                        + Words.count(group.count())
                        + ") because: "
                        + group.values().get(1))
            .orElse("");
    return ' '
        + Words.count(counts.failed())
        + " ("
        + Words.percent(1 - counts.successRate())
        + ") failed"
        + most
        + '.';
  }

  /** What is to be done now. */
  String whatIsToBeDone() {
    if (report.state() == State.WAITING_FOR_DATABASE) {
      return "The database does not answer: mend that, and the workers go on by themselves.";
    }
    if (report.state() == State.STALLED) {
      return "The run stands still with work left: see whether consumers run, and what their logs say.";
    }
    String rest =
        report.state() == State.CANCELLED
            ? "The sender gave up before its end: send the rest again. "
            : report.state() == State.RUNNING ? "The run goes on. " : "";
    if (counts.failed() == 0) {
      return rest + (report.state() == State.COMPLETE ? "Nothing is to be done." : "");
    }
    return rest
        + "Look at the reasons below and mend their cause, in the contract or where the documents come"
        + " from; then send what failed again: xmlfleet replay --run "
        + report.run();
  }
}
