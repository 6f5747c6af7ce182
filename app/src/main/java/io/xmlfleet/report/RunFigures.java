package io.xmlfleet.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.ProgressReport.WorkerShare;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run in figures; the first five under the names of the system before. Immutable.
 *
 * @param recordsPerMinute documents that were done, a minute of the run
 * @param parallelEfficiency busy time ÷ (workers × elapsed), 0 to 1
 * @param totalProcessingTime in seconds, from the start to the last outcome or to now
 * @param successRate of the documents that are done, 0 to 1
 */
public record RunFigures(
    String run,
    String state,
    @JsonProperty("records_per_minute") double recordsPerMinute,
    @JsonProperty("parallel_efficiency") double parallelEfficiency,
    @JsonProperty("worker_count") long workerCount,
    @JsonProperty("total_processing_time") double totalProcessingTime,
    @JsonProperty("success_rate") double successRate,
    @Nullable Long total,
    long loaded,
    @JsonProperty("already_loaded") long alreadyLoaded,
    long failed,
    @JsonProperty("rows_inserted") Map<String, Long> rowsInserted,
    @JsonProperty("rows_kept") long rowsKept,
    @JsonProperty("failures_by_stage") Map<String, Long> failuresByStage,
    @JsonProperty("started_at") Instant startedAt,
    @JsonProperty("finished_at") @Nullable Instant finishedAt) {
  static RunFigures of(ProgressReport report) {
    Map<String, Long> stages = new TreeMap<>();
    report.failuresByStage().forEach((stage, count) -> stages.put(stage.name(), count));
    return new RunFigures(
        report.run(),
        report.state().name(),
        report.pace().recordsPerMinute(),
        report.pace().parallelEfficiency(),
        workers(report),
        report.pace().elapsedSeconds(),
        report.counts().successRate(),
        report.counts().total(),
        report.counts().loaded(),
        report.counts().alreadyLoaded(),
        report.counts().failed(),
        report.rows(),
        report.kept(),
        stages,
        report.pace().startedAt(),
        report.pace().finishedAt());
  }

  private static long workers(ProgressReport report) {
    return report.workers().stream().filter(share -> WorkerShare.isWorker(share.worker())).count();
  }
}
