package io.xmlfleet.worker;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.ObservedSession;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.LoadPolicy;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.TableProbes;
import io.xmlfleet.pipeline.Waiting;
import io.xmlfleet.trace.Tracing;
import io.xmlfleet.worker.poll.GroupPoller;
import io.xmlfleet.worker.poll.KafkaOffsetCommitter;
import io.xmlfleet.worker.poll.OffsetCommitter;
import io.xmlfleet.worker.poll.PrioritySharePoller;
import io.xmlfleet.worker.poll.SharePoller;
import io.xmlfleet.worker.poll.ShareSize;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.poll.Turns;
import io.xmlfleet.worker.poll.WorkConsumer;
import io.xmlfleet.worker.publish.OutcomePublisher;
import io.xmlfleet.worker.publish.StatusReporter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ShareConsumer;

/** Makes workers of the fleet's parts. Thread-safe. */
final class KafkaWorkerFactory implements WorkerFactory {
  private static final Duration USUAL_FETCH_WAIT = Duration.ofMillis(500);

  private final WorkerSettings settings;
  private final WorkerParts parts;
  private final OutcomePublisher publisher;
  private final Preparer preparer;
  private final DocumentMemory memory;
  private final Turns turns = new Turns();
  private final StuckDocuments stuck = new StuckDocuments();
  private final TableProbes probes = new TableProbes();
  private final ItemTraces traces = new ItemTraces(Tracing.global());
  private final Clock clock;

  KafkaWorkerFactory(
      WorkerSettings settings, WorkerParts parts, OutcomePublisher publisher, Clock clock) {
    this.settings = settings;
    this.parts = parts;
    this.publisher = publisher;
    this.preparer = new Preparer(parts.contracts(), parts.files(), settings.itemLimit(), clock);
    this.memory = new DocumentMemory(settings.batch().documentMemory(), settings.threads().most());
    this.clock = clock;
  }

  @Override
  public Worker create(String name) {
    DatabaseSession session = parts.sessions().get();
    try {
      return assemble(name, session, stop -> workConsumer(name, stop));
    } catch (RuntimeException | Error e) {
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
        new GroupPoller(consumer, offsets, turns, parts.topics(), settings.batch(), stop, clock);
    poller.subscribe();
    return new WorkConsumer(poller, offsets);
  }

  private WorkConsumer shareConsumer(String name, KafkaClients clients, StopSignal stop) {
    SharePoller urgent =
        sharePoller(
            records ->
                clients.shareConsumer(name + "-urgent", records, PrioritySharePoller.FETCH_WAIT),
            parts.topics().urgentWork(),
            stop);
    try {
      SharePoller usual =
          sharePoller(
              records -> clients.shareConsumer(name, records, USUAL_FETCH_WAIT),
              parts.topics().work(),
              stop);
      PrioritySharePoller poller = new PrioritySharePoller(urgent, usual, clock);
      return new WorkConsumer(poller, poller);
    } catch (RuntimeException e) {
      urgent.close(Duration.ZERO);
      throw e;
    }
  }

  private SharePoller sharePoller(
      IntFunction<ShareConsumer<byte[], byte[]>> consumers, String topic, StopSignal stop) {
    int most = Math.min(KafkaClients.MOST_SHARED_RECORDS, settings.batch().records());
    return new SharePoller(
        consumers,
        topic,
        new ShareSize(most, settings.recordsAPoll(), settings.batch().bytes()),
        stop,
        clock);
  }

  /**
   * Connects a worker's parts, whatever they are.
   *
   * @param consumers makes the consumer; it ends its waits when the signal is raised
   */
  Worker assemble(
      String name, DatabaseSession session, Function<StopSignal, WorkConsumer> consumers) {
    String worker = settings.instance() + '/' + name;
    VitalSigns vitals = new VitalSigns(parts.observer(), parts.contracts().contracts());
    WorkerSignals signals =
        new WorkerSignals(
            new StatusReporter(worker, publisher, clock),
            new Heartbeat(),
            new StopSignal(),
            stuck,
            vitals);
    WorkConsumer consumer = consumers.apply(signals.stop());
    Waiting waiting =
        duration -> {
          consumer.poller().waitFor(duration);
          signals.status().tick();
          signals.heartbeat().beat();
        };
    DatabaseSession watched =
        new ObservedSession(session, signals.heartbeat()::beat, vitals::transaction, clock);
    LoadPolicy policy =
        LoadPolicy.standard(parts.mode(), worker, settings.statementLimit(), vitals, probes);
    BatchLoader loader = new BatchLoader(watched, parts.ledger(), policy, clock, waiting);
    BatchProcessor processor =
        new BatchProcessor(
            new BatchProcessor.Steps(
                new BatchPreparation(preparer, memory, signals, waiting, clock), loader, traces),
            new DatabaseOutage(watched, waiting, signals.status(), signals.stop()),
            signals,
            clock);
    Delivery delivery =
        new Delivery(publisher, consumer.offsets(), waiting, signals.status(), signals.stop());
    return new Worker(
        new Worker.Parts(consumer.poller(), session, processor, delivery, signals), clock);
  }
}
