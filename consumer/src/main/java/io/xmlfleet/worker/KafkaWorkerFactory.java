package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.ObservedSession;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.LoadPolicy;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReportMaker;
import io.xmlfleet.pipeline.Waiting;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.trace.Tracing;
import io.xmlfleet.worker.poll.GroupPoller;
import io.xmlfleet.worker.poll.KafkaOffsetCommitter;
import io.xmlfleet.worker.poll.OffsetCommitter;
import io.xmlfleet.worker.poll.PrioritySharePoller;
import io.xmlfleet.worker.poll.SharePoller;
import io.xmlfleet.worker.poll.ShareSize;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.poll.WorkConsumer;
import io.xmlfleet.worker.publish.OutcomePublisher;
import io.xmlfleet.worker.publish.StatusReporter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes workers of the fleet's parts. Thread-safe. */
final class KafkaWorkerFactory implements WorkerFactory {
  private static final Duration USUAL_FETCH_WAIT = Duration.ofMillis(500);

  private final WorkerSettings settings;
  private final WorkerParts parts;
  private final OutcomePublisher publisher;
  private final Preparer preparer;
  private final StuckDocuments stuck = new StuckDocuments();
  private final WorkObserver observer;
  private final Clock clock;

  KafkaWorkerFactory(
      WorkerSettings settings, WorkerParts parts, OutcomePublisher publisher, Clock clock) {
    this.settings = settings;
    this.parts = parts;
    this.publisher = publisher;
    this.preparer = new Preparer(parts.contracts(), parts.files(), settings.itemLimit(), clock);
    this.observer = new TracedWork(parts.observer(), Tracing.global(), clock);
    this.clock = clock;
  }

  @Override
  public WorkerRun create(String name) {
    DatabaseSession session = parts.sessions().get();
    try {
      return assemble(name, session, stop -> workConsumer(name, stop));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private WorkConsumer workConsumer(String name, StopSignal stop) {
    KafkaClients clients = new KafkaClients(parts.kafka(), settings);
    return switch (settings.membership().delivery()) {
      case GROUP -> {
        Consumer<byte[], byte[]> consumer = clients.consumer(name);
        yield groupConsumer(consumer, new KafkaOffsetCommitter(consumer, clock), stop);
      }
      case SHARE -> shareConsumer(name, clients, stop);
    };
  }

  /** Work of the partitions that a consumer group gives to this worker. */
  WorkConsumer groupConsumer(
      Consumer<byte[], byte[]> consumer, OffsetCommitter offsets, StopSignal stop) {
    GroupPoller poller =
        new GroupPoller(consumer, offsets, parts.topics(), settings.batch(), stop, clock);
    poller.subscribe();
    return new WorkConsumer(poller, offsets, limit -> consumer.close(CloseOptions.timeout(limit)));
  }

  private WorkConsumer shareConsumer(String name, KafkaClients clients, StopSignal stop) {
    SharePoller urgent =
        new SharePoller(
            records ->
                clients.shareConsumer(name + "-urgent", records, PrioritySharePoller.FETCH_WAIT),
            parts.topics().urgentWork(),
            shareSize(),
            stop,
            clock);
    SharePoller usual =
        new SharePoller(
            records -> clients.shareConsumer(name, records, USUAL_FETCH_WAIT),
            parts.topics().work(),
            shareSize(),
            stop,
            clock);
    PrioritySharePoller priorities = new PrioritySharePoller(urgent, usual, clock);
    return new WorkConsumer(priorities, priorities, priorities::leave);
  }

  private ShareSize shareSize() {
    return new ShareSize(Math.min(KafkaClients.MOST_SHARED_RECORDS, settings.batch().records()));
  }

  /**
   * Connects a worker's parts, whatever they are.
   *
   * @param consumers makes the consumer; it ends its waits when the signal is raised
   */
  WorkerRun assemble(
      String name, DatabaseSession session, Function<StopSignal, WorkConsumer> consumers) {
    String worker = settings.instance() + '/' + name;
    StopSignal stop = new StopSignal();
    WorkConsumer consumer = consumers.apply(stop);
    StatusReporter status = new StatusReporter(worker, publisher, clock);
    Heartbeat heartbeat = new Heartbeat();
    Waiting waiting =
        duration -> {
          consumer.poller().waitFor(duration);
          status.tick();
          heartbeat.beat();
        };
    DatabaseSession watched = new ObservedSession(session, heartbeat::beat);
    BatchLoader loader =
        new BatchLoader(
            watched,
            parts.ledger(),
            LoadPolicy.standard(parts.mode(), worker, settings.itemLimit()).observedBy(observer),
            clock,
            waiting);
    BatchProcessor processor =
        new BatchProcessor(
            new BatchProcessor.Steps(preparer, loader, new ReportMaker(worker, clock)),
            new DatabaseOutage(watched, waiting, status, stop),
            new BatchProcessor.Watch(heartbeat, stuck, observer),
            waiting,
            clock);
    return new WorkerRun(
        new Worker(
            new Worker.Parts(
                consumer.poller(),
                processor,
                new Delivery(publisher, consumer.offsets(), waiting, status, stop),
                status,
                heartbeat,
                observer),
            clock),
        stop,
        consumer,
        session,
        new WorkerRun.Watch(heartbeat, stuck, status::stuck));
  }
}
