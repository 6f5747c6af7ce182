package io.xmlfleet.notice;

import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.State;
import java.util.EnumSet;
import java.util.Set;

/** What can happen to a run. */
public enum NoticeKind {
  RUN_ENDED,
  /** More documents fail than a limit says. */
  FAILING,
  /** Work is left and no outcome has come for a while. */
  STALLED,
  WAITING_FOR_DATABASE;

  private static final long ENOUGH_TO_JUDGE = 20;

  /**
   * What is so now.
   *
   * @param failureShare of the documents that are done, 0 to 1, beyond which a run is failing
   */
  public static Set<NoticeKind> of(ProgressReport report, double failureShare) {
    Set<NoticeKind> now = EnumSet.noneOf(NoticeKind.class);
    long done = report.counts().completed();
    if (report.finished()) {
      now.add(RUN_ENDED);
    }
    if (done >= ENOUGH_TO_JUDGE && report.counts().failed() > failureShare * done) {
      now.add(FAILING);
    }
    if (report.state() == State.STALLED) {
      now.add(STALLED);
    }
    if (report.state() == State.WAITING_FOR_DATABASE) {
      now.add(WAITING_FOR_DATABASE);
    }
    return now;
  }
}
