package io.xmlfleet.worker;

import io.opentelemetry.api.OpenTelemetry;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.ObservedSession;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.BatchLoader;
import io.xmlfleet.pipeline.ContractCatalog;
import io.xmlfleet.pipeline.DecidedItem;
import io.xmlfleet.pipeline.DocumentFiles;
import io.xmlfleet.pipeline.ItemReport;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.pipeline.LoadPolicy;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.Preparer;
import io.xmlfleet.pipeline.ReceivedItem;
import io.xmlfleet.pipeline.StagedDatabase;
import io.xmlfleet.pipeline.TableProbes;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.TickingClock;
import io.xmlfleet.trace.Tracing;
import io.xmlfleet.worker.poll.Batch;
import io.xmlfleet.worker.poll.BatchPoller;
import io.xmlfleet.worker.poll.OffsetCommitter;
import io.xmlfleet.worker.poll.StopSignal;
import io.xmlfleet.worker.publish.OutcomePublisher;
import io.xmlfleet.worker.publish.StatusReporter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * A worker in memory: what it is to read is put in, and what it does is noted, in order. A document
 * is text and becomes one row of that text; {@code broken} is not mapped.
 */
final class WorkerRig {
  private static final Table TABLE =
      new Table(
          new TableId(null, "note"),
          List.of(new Column("text", ColumnType.string(50), false)),
          List.of(),
          List.of());

  final List<String> effects = Collections.synchronizedList(new ArrayList<>());
  final List<WorkerStatus> announced = Collections.synchronizedList(new ArrayList<>());
  final List<ItemReport> reports = new ArrayList<>();
  final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
  final TickingClock clock = TickingClock.standing();
  final StagedDatabase database = new StagedDatabase();
  final StopSignal stop = new StopSignal();
  final StuckDocuments stuck = new StuckDocuments();
  final Heartbeat heartbeat = new Heartbeat();

  DocumentMemory memory = new DocumentMemory(Long.MAX_VALUE, 1);

  /** What a document takes besides its bytes. */
  long memoryOfARow;

  /** Done at the start of each poll; without batches the worker is told to stop. */
  Runnable whenPolling = () -> {};

  Runnable whenClosing = () -> {};

  /** Done while a document is mapped. */
  Runnable whenMapping = () -> {};

  Runnable whenWaiting = () -> {};
  boolean overlaps;
  int signsOfLife;
  int looksAtLeftOvers;
  int partitions = 3;
  private int unacknowledged;
  private final StatusReporter status;

  WorkerRig() {
    this.status = new StatusReporter("a/worker-1", new Publisher(), clock);
  }

  /** Of the next outcomes so many times one is not acknowledged. */
  void loseAcknowledgements(int times) {
    unacknowledged = times;
  }

  static ReceivedItem item(long sequence, String document, int deliveries) {
    return new ReceivedItem(
        new WorkItem(
            new ItemId("run", sequence),
            "file-" + sequence,
            null,
            1,
            document.getBytes(StandardCharsets.UTF_8)),
        new RecordPosition(Records.TOPIC, 0, sequence),
        TickingClock.standing().instant(),
        deliveries);
  }

  /** Items from a sequence on, and the offset behind them. */
  static Batch batch(long from, String... documents) {
    List<ReceivedItem> items = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      items.add(item(from + i, documents[i], 1));
    }
    return new Batch(
        items, Map.of(Records.partition(0), new OffsetAndMetadata(from + documents.length)));
  }

  Worker worker() {
    Poller poller = new Poller();
    return new Worker(
        new Worker.Parts(
            poller,
            session(),
            processor(),
            new Delivery(new Publisher(), poller, poller, status, stop),
            signals()),
        clock);
  }

  BatchProcessor processor() {
    Poller poller = new Poller();
    LoadedContract contract = new LoadedContract("notes", "1", List.of(TABLE.id()), this::map);
    Preparer preparer =
        new Preparer(
            ContractCatalog.of(List.of(contract)),
            new DocumentFiles(null),
            Duration.ofMinutes(5),
            clock);
    LoadPolicy policy =
        LoadPolicy.standard(
            new LoadMode.Insert(),
            "a/worker-1",
            Duration.ofMinutes(5),
            signals().observer(),
            new TableProbes());
    return new BatchProcessor(
        new BatchProcessor.Steps(
            new BatchPreparation(preparer, memory, signals(), poller, clock),
            new BatchLoader(session(), database, policy, clock, poller),
            new ItemTraces(new Tracing(OpenTelemetry.noop()))),
        new DatabaseOutage(session(), poller, status, stop),
        signals(),
        clock);
  }

  private WorkerSignals signals() {
    return new WorkerSignals(
        status, heartbeat, stop, stuck, new VitalSigns(new Observer(), List.of()));
  }

  private Mapped map(byte[] document, DocumentContext context) {
    whenMapping.run();
    context.memory().use(memoryOfARow);
    String text = new String(document, StandardCharsets.UTF_8);
    return text.equals("broken")
        ? new Mapped.Rejected(null, Failure.of(Stage.PARSING, "not well-formed"))
        : new Mapped.Rows(
            null, List.of(new RowBatch(TABLE, List.<Object[]>of(new Object[] {text}))));
  }

  private DatabaseSession session() {
    DatabaseSession noted =
        new DatabaseSession() {
          @Override
          public <T> T inTransaction(Duration limit, Work<T> work) {
            effects.add("transaction");
            return database.inTransaction(limit, work);
          }

          @Override
          public boolean alive() {
            effects.add("probe");
            return database.alive();
          }

          @Override
          public void abort() {
            effects.add("abort session");
          }

          @Override
          public void close() {
            effects.add("close session");
          }
        };
    return new ObservedSession(noted, heartbeat::beat, (statements, commit) -> {}, clock);
  }

  private final class Poller implements BatchPoller, OffsetCommitter {
    @Override
    public Batch next() {
      whenPolling.run();
      Batch batch = batches.poll();
      if (batch == null) {
        stop.raise();
        return Batch.empty();
      }
      effects.add("poll " + batch.items().size());
      return batch;
    }

    @Override
    public boolean overlaps() {
      return overlaps;
    }

    @Override
    public void loaded(Duration took) {
      effects.add("loaded in " + took.toMillis());
    }

    @Override
    public int partitions() {
      return partitions;
    }

    @Override
    public long lag() {
      return 40;
    }

    @Override
    public void waitFor(Duration duration) {
      if (duration.isZero()) {
        signsOfLife++;
      } else {
        whenWaiting.run();
      }
    }

    @Override
    public void died() {
      effects.add("died");
    }

    @Override
    public void commit(Batch done) {
      looksAtLeftOvers += done.isEmpty() ? 1 : 0;
      done.committable().values().forEach(end -> effects.add("commit " + end.offset()));
    }

    @Override
    public void flush() {
      effects.add("flush");
    }

    @Override
    public void close(Duration limit) {
      whenClosing.run();
      effects.add("close consumer");
    }
  }

  private final class Publisher implements OutcomePublisher {
    @Override
    public Sent send(List<ItemReport> sent) {
      effects.add("send " + sent.size());
      reports.addAll(sent);
      return () -> {
        effects.add("await");
        return unacknowledged-- > 0 ? sent.subList(0, 1) : List.of();
      };
    }

    @Override
    public void announce(WorkerStatus worker) {
      announced.add(worker);
    }
  }

  private final class Observer implements WorkObserver {
    @Override
    public void prepared(PreparedItem item) {
      effects.add("prepared");
    }

    @Override
    public void loaded(List<DecidedItem> decided, Duration took) {
      effects.add("observed " + decided.size());
    }

    @Override
    public void published(Duration waited) {
      effects.add("published");
    }
  }
}
