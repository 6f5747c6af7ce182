package io.xmlfleet.progress;

import io.xmlfleet.failure.Stopwatch;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.notice.Notice;
import io.xmlfleet.notice.NoticeSender;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One term of the active aggregator: fence the predecessor, load the snapshot, go on from there.
 * Confined to one thread.
 */
final class ActiveTerm implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ActiveTerm.class);
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final Duration PARTITIONS = Duration.ofSeconds(5);

  private final AggregatorSettings settings;
  private final Clock clock;
  private final AggregatorState state;
  private final RunReporter reporter;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final InputPartitions inputs;
  private final TermWriter writer;
  private final @Nullable NoticeSender sender;
  private Stopwatch sinceReport;
  private Stopwatch sinceTick;
  private Stopwatch sinceSaving;
  private Stopwatch sincePartitions;

  /** Begins a term; from here on every earlier one is fenced. */
  static ActiveTerm begin(
      TermClients clients, TopicNames topics, AggregatorSettings settings, Clock clock)
      throws InterruptedException {
    Producer<byte[], byte[]> producer = clients.producer();
    Consumer<byte[], byte[]> consumer = null;
    try {
      producer.initTransactions();
      AggregatorState state = load(clients, topics, clock);
      consumer = clients.reader();
      ActiveTerm term = new ActiveTerm(topics, settings, clock, state, producer, consumer);
      term.inputs.assignNew(state.positions());
      return term;
    } catch (InterruptedException | RuntimeException e) {
      producer.close(Duration.ZERO);
      if (consumer != null) {
        TermClients.close(consumer);
      }
      throw e;
    }
  }

  private ActiveTerm(
      TopicNames topics,
      AggregatorSettings settings,
      Clock clock,
      AggregatorState state,
      Producer<byte[], byte[]> producer,
      Consumer<byte[], byte[]> consumer) {
    this.settings = settings;
    this.clock = clock;
    this.state = state;
    this.reporter = new RunReporter(settings.stalledAfter());
    this.producer = producer;
    this.consumer = consumer;
    this.inputs = new InputPartitions(consumer, topics);
    this.writer = new TermWriter(producer, topics);
    this.sender = settings.notices().sender();
    this.sinceReport = Stopwatch.overdue(clock);
    this.sinceTick = sinceReport;
    this.sinceSaving = Stopwatch.start(clock);
    this.sincePartitions = sinceSaving;
  }

  private static AggregatorState load(TermClients clients, TopicNames topics, Clock clock)
      throws InterruptedException {
    AggregatorState state = new AggregatorState(topics, clock);
    Consumer<byte[], byte[]> consumer = clients.reader();
    try {
      new TopicReader(consumer, topics.aggregatorState())
          .readAll(
              consumed -> {
                try {
                  SnapshotCodec.restore(consumed, state);
                } catch (MalformedMessageException e) {
                  log.warn("passed over a snapshot: {}", e.getMessage());
                }
              });
    } finally {
      TermClients.close(consumer);
    }
    return state;
  }

  /**
   * Reads for a while, reports and saves what is due.
   *
   * @return what was reported
   */
  List<ProgressReport> step(Duration wait) {
    consumer.poll(wait).forEach(state::apply);
    if (sender != null) {
      state.told(sender.takeDone());
    }
    if (sincePartitions.reached(PARTITIONS)) {
      sincePartitions = Stopwatch.start(clock);
      inputs.assignNew(state.positions());
      if (writer.lostReports(consumer)) {
        state.reportAll();
      }
    }
    if (sinceSaving.reached(settings.snapshotEvery())) {
      return write(true);
    } else if (state.hasNewlyDone() || sinceReport.reached(settings.reportEvery())) {
      return write(false);
    }
    return List.of();
  }

  /**
   * Ends the wait of a step, whose thread gets a {@link WakeupException}; from any thread, but not
   * once this is closed.
   */
  void wake() {
    consumer.wakeup();
  }

  /** Reports and saves everything that has come, at the end of a term that nobody has fenced. */
  void finish() {
    try {
      consumer.poll(Duration.ZERO).forEach(state::apply);
    } catch (WakeupException e) {
      // It was meant for a step that has ended already.
    }
    write(true);
  }

  private List<ProgressReport> write(boolean save) {
    boolean all = sinceTick.reached(TICK);
    List<String> expired =
        save && inputs.readToTheirEnds() ? state.takeExpired(settings.keepRuns()) : List.of();
    List<ProgressReport> reports = state.takeReports(reporter, all);
    List<Notice> notices =
        sender == null ? List.of() : state.takeNotices(reports, settings.notices().failureShare());
    List<ItemId> unresolved = state.takeUnresolved();
    List<RunState> unsaved = save ? state.takeUnsaved() : List.of();
    sinceReport = Stopwatch.start(clock);
    sinceTick = all ? sinceReport : sinceTick;
    sinceSaving = save ? sinceReport : sinceSaving;
    TermWriter.Writing writing =
        new TermWriter.Writing(reports, unresolved, unsaved, state.positions(), expired);
    if (!writing.isEmpty()) {
      writer.write(writing);
    }
    if (sender != null) {
      notices.forEach(sender::send); // who is fenced could not write, and does not come here
    }
    return reports;
  }

  @Override
  public void close() {
    if (sender != null) {
      sender.forget();
    }
    TermClients.close(consumer);
    producer.close(Duration.ZERO);
  }
}
