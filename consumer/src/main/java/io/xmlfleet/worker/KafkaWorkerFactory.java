package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.WatchedSession;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.LoadPolicy;
import io.xmlfleet.pipeline.Pause;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReportMaker;
import java.time.Clock;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes workers of the fleet's parts. Thread-safe. */
final class KafkaWorkerFactory implements WorkerFactory {
  private final WorkerSettings settings;
  private final WorkerParts parts;
  private final OutcomePublisher publisher;
  private final Preparer preparer;
  private final StuckDocuments stuck = new StuckDocuments();
  private final Clock clock;

  KafkaWorkerFactory(
      WorkerSettings settings, WorkerParts parts, OutcomePublisher publisher, Clock clock) {
    this.settings = settings;
    this.parts = parts;
    this.publisher = publisher;
    this.preparer = new Preparer(parts.contracts(), parts.files(), settings.itemLimit(), clock);
    this.clock = clock;
  }

  @Override
  public WorkerRun create(String name) {
    DatabaseSession session = parts.sessions().get();
    try {
      Consumer<byte[], byte[]> consumer = new KafkaClients(parts.kafka(), settings).consumer(name);
      return assemble(name, session, consumer, new KafkaOffsetCommitter(consumer, clock));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Connects a worker's parts, whatever they are. */
  WorkerRun assemble(
      String name,
      DatabaseSession session,
      Consumer<byte[], byte[]> consumer,
      OffsetCommitter committer) {
    String worker = settings.instance() + '/' + name;
    StopSignal stop = new StopSignal();
    Intake intake = new Intake(consumer, settings.batch(), stop, clock);
    StatusReporter status = new StatusReporter(worker, publisher, clock);
    Pulse pulse = new Pulse();
    Pause pause =
        duration -> {
          intake.of(duration);
          status.tick();
          pulse.beat();
        };
    DatabaseSession watched = new WatchedSession(session, pulse::beat);
    BatchLoader loader =
        new BatchLoader(
            watched,
            parts.ledger(),
            LoadPolicy.standard(worker, settings.itemLimit()),
            clock,
            pause);
    BatchProcessor processor =
        new BatchProcessor(
            new BatchProcessor.Steps(preparer, loader, new ReportMaker(worker, clock)),
            new Outage(watched, pause, status, stop),
            new BatchProcessor.Watch(pulse, stuck),
            pause,
            clock);
    intake.subscribe(parts.topics().work());
    return new WorkerRun(
        new Worker(
            new Worker.Parts(
                intake,
                processor,
                new Delivery(publisher, committer, pause, status, stop),
                status,
                pulse),
            clock),
        stop,
        consumer,
        session,
        new WorkerRun.Watch(pulse, stuck, status::stuck));
  }
}
