package io.xmlfleet.bench;

import io.xmlfleet.database.WriterOptions;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.progress.ProgressReader;
import io.xmlfleet.publish.PublishSettings;
import io.xmlfleet.publish.WorkPublisher;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.source.DocumentSource;
import io.xmlfleet.source.SourceOptions;
import io.xmlfleet.source.Sources;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.wiring.ConsumerPlan;
import io.xmlfleet.wiring.Contracts;
import io.xmlfleet.wiring.DataFolder;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.DatabaseRequest;
import io.xmlfleet.wiring.KafkaAccess;
import io.xmlfleet.wiring.KafkaRequest;
import io.xmlfleet.wiring.LocalFleet;
import io.xmlfleet.wiring.Sending;
import io.xmlfleet.worker.WorkerSettings;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The same as {@code xmlfleet run}, broker, database and all in this process, in a data folder that
 * is new. Immutable.
 */
record TimedRun(BenchCorpus corpus, Clock clock) {
  private static final String COMMAND = "bench";
  private static final String RUN = "bench";
  private static final int ROWS_A_BATCH = 1_000; // as --db-batch
  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);

  /**
   * Loads the corpus.
   *
   * @param data an empty folder, of some gigabytes afterwards
   * @return from the first document read to the report that says that all are loaded; starting
   *     broker, database and workers does not count
   * @throws InfrastructureException if a document is not loaded
   */
  Duration take(int workers, DataFolder data) throws InterruptedException {
    try (KafkaAccess broker =
            KafkaAccess.toWork(new KafkaRequest(null, Map.of(), COMMAND), data, clock)
                .withTopics(TOPICS);
        DatabaseAccess database =
            DatabaseAccess.toWork(
                new DatabaseRequest(null, null, Secret.NONE, COMMAND), data, clock);
        LocalFleet fleet = LocalFleet.start(consuming(workers), database, broker, TOPICS, clock)) {
      settle(fleet);
      return timed(broker, fleet);
    }
  }

  private ConsumerPlan consuming(int workers) {
    return new ConsumerPlan(
        Contracts.readAll(List.of(corpus.contract())),
        true,
        new WriterOptions(ROWS_A_BATCH, true),
        WorkerSettings.standard(TOPICS).withThreads(workers));
  }

  private void settle(LocalFleet fleet) throws InterruptedException {
    int partitions = TopicPlan.standard().workPartitions();
    Deadline deadline = Deadline.after(SETTLING, clock);
    while (fleet.partitions() < partitions) {
      if (deadline.expired()) {
        throw new InfrastructureException(
            "the workers read "
                + fleet.partitions()
                + " of "
                + partitions
                + " partitions after "
                + SETTLING.toSeconds()
                + " s");
      }
      Thread.sleep(20); // a worker tells no one
    }
  }

  private Duration timed(KafkaAccess broker, LocalFleet fleet) {
    long started = System.nanoTime();
    try (DocumentSource source =
            Sources.of(
                List.of(corpus.folder().toString()),
                SourceOptions.standard(),
                InputStream.nullInputStream());
        ProgressReader reader = ProgressReader.connect(broker.settings(), TOPICS);
        Sending sending =
            Sending.start(
                WorkPublisher.connect(broker.settings(), TOPICS, PublishSettings.standard(), clock),
                RUN,
                Contracts.read(corpus.contract()).name(),
                source)) {
      requireLoaded(finished(reader, sending, fleet));
      return Duration.ofNanos(System.nanoTime() - started);
    }
  }

  private static ProgressReport finished(ProgressReader reader, Sending sending, LocalFleet fleet) {
    ProgressReport[] last = new ProgressReport[1];
    reader.follow(
        RUN,
        report -> {
          last[0] = report == null ? last[0] : report;
          if (sending.done()) {
            sending.summary(); // a failure ends the run here
          }
          fleet.requireAggregating();
          return last[0] == null || !last[0].finished();
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
