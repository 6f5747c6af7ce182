package io.xmlfleet.notice;

import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.ProgressReport;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a run, as it is sent. Immutable.
 *
 * @param id of this event, the same each time it is sent: {@code run/kind/number}
 * @param number how often that happened to the run, this time included
 * @param at when it was noticed
 * @param text one sentence for a person, without values of documents
 */
public record Notice(
    String id,
    NoticeKind event,
    int number,
    Instant at,
    String text,
    String run,
    @Nullable String contract,
    String source,
    ProgressReport.State state,
    ProgressReport.Counts counts,
    Map<Stage, Long> failuresByStage,
    Instant startedAt,
    @Nullable Instant finishedAt,
    double elapsedSeconds) {
  /** What a report tells. */
  public static Notice of(ProgressReport report, NoticeKind kind, int number) {
    return new Notice(
        report.run() + '/' + kind + '/' + number,
        kind,
        number,
        report.reportedAt(),
        text(report, kind),
        report.run(),
        report.contract(),
        report.source(),
        report.state(),
        report.counts(),
        report.failuresByStage(),
        report.pace().startedAt(),
        report.pace().finishedAt(),
        report.pace().elapsedSeconds());
  }

  private static String text(ProgressReport report, NoticeKind kind) {
    ProgressReport.Counts counts = report.counts();
    String done =
        "%,d loaded, %,d already loaded, %,d failed"
            .formatted(counts.loaded(), counts.alreadyLoaded(), counts.failed());
    return switch (kind) {
      case RUN_ENDED ->
          report.state() == ProgressReport.State.CANCELLED
              ? "Run " + report.run() + " was given up by its sender: " + done + "."
              : "Run " + report.run() + " is complete: " + done + ".";
      case FAILING ->
          "Run %s: %,d of %,d documents failed."
              .formatted(report.run(), counts.failed(), counts.completed());
      case STALLED -> "Run " + report.run() + " stands still with work left: " + done + " so far.";
      case WAITING_FOR_DATABASE ->
          "Run " + report.run() + " waits for the database: " + done + " so far.";
    };
  }
}
