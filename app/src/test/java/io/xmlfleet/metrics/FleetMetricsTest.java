package io.xmlfleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.progress.Aggregator;
import io.xmlfleet.publish.PublishProgress;
import io.xmlfleet.worker.WorkerHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T18:00:00Z");
  private static final Failure FAILURE = Failure.of(Stage.MAPPING, "no such code");

  private final FleetMetrics metrics = new FleetMetrics(Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countsDocumentsByOutcomeAndRowsByTable() {
    WorkObserver work = metrics.work();
    work.loaded(
        List.of(
            decided(1, new Outcome.Loaded(Map.of("loan", 1L, "contact", 3L))),
            decided(2, new Outcome.Rejected(FAILURE))),
        Duration.ofMillis(30));
    work.loaded(List.of(decided(3, new Outcome.Loaded(Map.of("loan", 1L)))), Duration.ofMillis(3));

    assertThat(scrape())
        .contains(
            "xmlfleet_documents_total{contract=\"none\",outcome=\"loaded\",stage=\"\"} 2.0",
            "xmlfleet_documents_total{contract=\"none\",outcome=\"rejected\",stage=\"MAPPING\"}"
                + " 1.0",
            "xmlfleet_rows_total{table=\"contact\"} 3.0",
            "xmlfleet_rows_total{table=\"loan\"} 2.0",
            "xmlfleet_batch_documents_bucket{le=\"1.0\"} 1",
            "xmlfleet_batch_documents_bucket{le=\"2.0\"} 2",
            "xmlfleet_step_seconds_bucket{step=\"load\",le=\"0.005\"} 1",
            "xmlfleet_step_seconds_bucket{step=\"load\",le=\"0.05\"} 2");
  }

  @Test
  void countsRowsOnceThoughTheLedgerGivesTheOutcomeAgain() {
    WorkObserver work = metrics.work();
    Outcome loaded = new Outcome.Loaded(Map.of("loan", 1L));
    work.loaded(List.of(decided(1, loaded)), Duration.ZERO);
    work.loaded(List.of(new DecidedItem(decided(1, loaded).item(), loaded, true)), Duration.ZERO);

    assertThat(scrape())
        .contains("xmlfleet_rows_total{table=\"loan\"} 1.0", "xmlfleet_ledger_hits_total 1.0");
  }

  @Test
  void countsWhatWentWrongOnTheWay() {
    WorkObserver work = metrics.work();
    work.prepared(item(1));
    work.bisected();
    work.bisected();
    work.retried();
    work.published(Duration.ofMillis(7));

    assertThat(scrape())
        .contains(
            "xmlfleet_bisections_total 2.0",
            "xmlfleet_transaction_retries_total 1.0",
            "xmlfleet_step_seconds_count{step=\"publish\"} 1",
            "xmlfleet_step_seconds_count{step=\"prepare\"} 1",
            "xmlfleet_document_bytes_sum 5.0");
  }

  @Test
  void showsHowWorkersAreAndForgetsThoseThatAreGone() {
    List<WorkerHealth> workers = new ArrayList<>();
    workers.add(worker("h/worker-1", WorkerStatus.State.WORKING, 7));
    workers.add(worker("h/worker-2", WorkerStatus.State.WAITING_FOR_DATABASE, 9));
    metrics.workers(() -> workers);

    assertThat(scrape())
        .contains(
            "xmlfleet_workers{state=\"working\"} 1.0",
            "xmlfleet_workers{state=\"waiting_for_database\"} 1.0",
            "xmlfleet_worker_lag_records{worker=\"h/worker-1\"} 7.0",
            "xmlfleet_worker_lag_records{worker=\"h/worker-2\"} 9.0",
            "xmlfleet_worker_idle_seconds{worker=\"h/worker-2\"} 4.0");

    workers.remove(1);
    assertThat(scrape())
        .contains("xmlfleet_workers{state=\"waiting_for_database\"} 0.0")
        .doesNotContain("worker-2");
  }

  @Test
  void showsTheSendersProgress() {
    metrics.sending(() -> new PublishProgress(12, 2, 4_096, OptionalLong.empty()));

    assertThat(scrape())
        .contains(
            "xmlfleet_sent_documents_total 12.0",
            "xmlfleet_refused_documents_total 2.0",
            "xmlfleet_sent_bytes_total 4096.0");
  }

  @Test
  void showsRunsUntilTheyHaveBeenDoneForAnHour() {
    List<ProgressReport> reports =
        List.of(
            Runs.report("going", ProgressReport.State.STALLED, null),
            Runs.report("fresh", ProgressReport.State.COMPLETE, NOW.minusSeconds(60)),
            Runs.report("old", ProgressReport.State.COMPLETE, NOW.minusSeconds(3_601)));
    metrics.runs(Runs.source(Aggregator.Role.ACTIVE, Duration.ofSeconds(2), reports));

    assertThat(scrape())
        .contains(
            "xmlfleet_aggregator{role=\"active\"} 1.0",
            "xmlfleet_aggregator{role=\"standing_by\"} 0.0",
            "xmlfleet_aggregator_silence_seconds 2.0",
            "xmlfleet_run_state{run=\"going\",state=\"stalled\"} 1.0",
            "xmlfleet_run_state{run=\"going\",state=\"running\"} 0.0",
            "xmlfleet_run_documents{outcome=\"failed\",run=\"going\"} 6.0",
            "xmlfleet_run_expected_documents{run=\"going\"} 200.0",
            "xmlfleet_run_failures{run=\"going\",stage=\"MAPPING\"} 6.0",
            "xmlfleet_run_eta_seconds{run=\"going\"} 90.0",
            "xmlfleet_run_state{run=\"fresh\",state=\"complete\"} 1.0")
        .doesNotContain("run=\"old\"");
  }

  private String scrape() {
    return metrics.scrape("text/plain");
  }

  private static WorkerHealth worker(String name, WorkerStatus.State state, long lag) {
    return new WorkerHealth(
        new WorkerStatus(name, state, NOW, null, NOW), 2, lag, Duration.ofSeconds(4), 0);
  }

  private static DecidedItem decided(long sequence, Outcome outcome) {
    return new DecidedItem(item(sequence), outcome);
  }

  private static PreparedItem item(long sequence) {
    WorkItem work = new WorkItem(new ItemId("run", sequence), "a.xml", null, 1, new byte[5]);
    return new PreparedItem(
        new ReceivedItem(work, new RecordPosition("work", 0, sequence), NOW),
        null,
        new Mapped.Rejected(null, FAILURE),
        NOW,
        Duration.ofMillis(1));
  }
}
