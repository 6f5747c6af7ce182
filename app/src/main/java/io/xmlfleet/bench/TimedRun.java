package io.xmlfleet.bench;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.process.Shutdown;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.publish.WorkPublisher;
import io.xmlfleet.source.Sources;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.SourceOptions;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.LocalFleet;
import io.xmlfleet.wiring.MetricsAccess;
import io.xmlfleet.wiring.PublishTask;
import io.xmlfleet.wiring.TableCare;
import io.xmlfleet.worker.WorkerSettings;
import io.xmlfleet.worker.poll.BatchLimits;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@code xmlfleet run}, in a data folder that is new: broker, database and all in this
 * process, unless servers are named. Immutable.
 */
record TimedRun(BenchPlan plan, BenchCorpus corpus, Clock clock, Shutdown stop) {
  private static final String RUN = "bench";
  private static final int ROWS_A_BATCH = 1_000; // as --db-batch
  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(20); // a worker tells no one

  /**
   * Loads the corpus.
   *
   * @param data an empty folder, of some gigabytes afterwards
   * @return from the first document read to the report that says that all are loaded; starting
   *     broker, database and workers does not count. Empty if somebody asked to stop
   * @throws InfrastructureException if a document is not loaded
   */
  Optional<Duration> take(int workers, DataFolder data) {
    Contracts contracts = Contracts.readAll(List.of(corpus.contract()));
    try (BenchBroker broker = BenchBroker.open(plan.target(), plan.topics(), data, clock);
        BenchDatabase database =
            BenchDatabase.open(plan.target(), contracts.tables(), data, clock);
        LocalFleet fleet =
            LocalFleet.start(
                new ConsumerPlan(
                    contracts,
                    TableCare.CREATE,
                    new WriterOptions(ROWS_A_BATCH, true),
                    settings(workers, broker.topics()),
                    LoadMode.Kind.INSERT,
                    broker.access().fileKey(),
                    MetricsAccess.NONE),
                database.access(),
                broker.access(),
                broker.topics(),
                clock)) {
      return settled(fleet) ? timed(broker, fleet) : Optional.empty();
    }
  }

  private WorkerSettings settings(int workers, TopicNames topics) {
    WorkerSettings standard = WorkerSettings.standard(topics);
    BatchLimits limits = standard.batch();
    return standard
        .withThreads(workers)
        .withBatch(new BatchLimits(plan.batch(), limits.bytes(), limits.linger()));
  }

  private boolean settled(LocalFleet fleet) {
    int partitions = plan.topics().workPartitions();
    Deadline deadline = Deadline.after(SETTLING, clock);
    while (!fleet.settled(partitions)) {
      if (deadline.expired()) {
        throw new InfrastructureException(
            "the workers have not shared out "
                + partitions
                + " partitions within "
                + SETTLING.toSeconds()
                + " s");
      }
      if (stop.await(LOOK)) {
        return false;
      }
    }
    return true;
  }

  private Optional<Duration> timed(BenchBroker broker, LocalFleet fleet) {
    KafkaSettings kafka = broker.access().settings();
    TopicNames topics = broker.topics();
    long started = System.nanoTime();
    try (DocumentSource source =
            Sources.of(
                List.of(corpus.folder().toString()),
                SourceOptions.standard(),
                InputStream.nullInputStream());
        ProgressReader reader = ProgressReader.connect(kafka, topics);
        PublishTask sending =
            PublishTask.start(
                WorkPublisher.connect(
                    kafka,
                    topics,
                    PublishSettings.standard().withFileKey(broker.access().fileKeyToSend()),
                    clock),
                RUN,
                Contracts.read(corpus.contract()).name(),
                source)) {
      ProgressReport last = followed(reader, sending, fleet);
      long nanos = System.nanoTime() - started;
      if (last == null || !last.finished()) {
        return Optional.empty();
      }
      requireLoaded(last);
      return Optional.of(Duration.ofNanos(nanos));
    }
  }

  /** The last report: of the end, unless somebody asked to stop. */
  private @Nullable ProgressReport followed(
      ProgressReader reader, PublishTask sending, LocalFleet fleet) {
    ProgressReport[] last = {null};
    reader.follow(
        RUN,
        report -> {
          last[0] = report == null ? last[0] : report;
          if (sending.done()) {
            sending.summary(); // a failure ends the run here
          }
          fleet.requireRunning();
          boolean finished = last[0] != null && last[0].finished();
          return !finished && !stop.asked();
        });
    return last[0];
  }

  private void requireLoaded(ProgressReport report) {
    if (report.counts().loaded() != corpus.documents().size()) {
      throw new InfrastructureException(
          "the run is not what it should be: "
              + report.counts().loaded()
              + " of "
              + corpus.documents().size()
              + " documents are loaded, failed by stage: "
              + report.failuresByStage());
    }
  }
}
