package io.xmlfleet.progress;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.MalformedMessageException;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
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

  private final TopicNames topics;
  private final AggregatorSettings settings;
  private final Clock clock;
  private final AggregatorState state;
  private final RunReporter reporter;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final InputPartitions inputs;
  private Instant reportedAt = Instant.EPOCH;
  private Instant tickedAt = Instant.EPOCH;
  private Instant savedAt;
  private Instant partitionsAt;

  /** Begins a term; from here on every earlier one is fenced. */
  static ActiveTerm begin(
      TermClients clients, TopicNames topics, AggregatorSettings settings, Clock clock)
      throws InterruptedException {
    Producer<byte[], byte[]> producer = clients.producer();
    Consumer<byte[], byte[]> consumer = null;
    try {
      producer.initTransactions();
      AggregatorState state = load(clients, topics);
      consumer = clients.reader();
      ActiveTerm term = new ActiveTerm(topics, settings, clock, state, producer, consumer);
      term.inputs.assignNew(state.positions());
      return term;
    } catch (InterruptedException | RuntimeException e) {
      producer.close(Duration.ZERO);
      if (consumer != null) {
        consumer.close();
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
    this.topics = topics;
    this.settings = settings;
    this.clock = clock;
    this.state = state;
    this.reporter = new RunReporter(settings.stalledAfter());
    this.producer = producer;
    this.consumer = consumer;
    this.inputs = new InputPartitions(consumer, topics);
    this.savedAt = clock.instant();
    this.partitionsAt = clock.instant();
  }

  private static AggregatorState load(TermClients clients, TopicNames topics)
      throws InterruptedException {
    AggregatorState state = new AggregatorState(topics);
    try (Consumer<byte[], byte[]> consumer = clients.reader()) {
      new TopicReader(consumer, topics.aggregatorState())
          .readAll(
              consumed -> {
                try {
                  SnapshotCodec.restore(consumed, state);
                } catch (MalformedMessageException e) {
                  log.warn("passed over a snapshot: {}", e.getMessage());
                }
              });
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
    Instant now = clock.instant();
    if (due(partitionsAt, PARTITIONS, now)) {
      partitionsAt = now;
      inputs.assignNew(state.positions());
    }
    if (due(savedAt, settings.snapshotEvery(), now)) {
      return write(true, now);
    } else if (state.hasNewlyDone() || due(reportedAt, settings.reportEvery(), now)) {
      return write(false, now);
    }
    return List.of();
  }

  /** Reports and saves everything, at the end of a term that nobody has fenced. */
  void finish() {
    write(true, clock.instant());
  }

  private List<ProgressReport> write(boolean save, Instant now) {
    boolean all = due(tickedAt, TICK, now);
    List<ProgressReport> reports = state.takeReports(reporter, all, now);
    List<ItemId> unresolved = state.takeUnresolved();
    List<RunState> unsaved = save ? state.takeUnsaved() : List.of();
    reportedAt = now;
    tickedAt = all ? now : tickedAt;
    savedAt = save ? now : savedAt;
    if (reports.isEmpty() && unresolved.isEmpty() && unsaved.isEmpty()) {
      return reports;
    }
    producer.beginTransaction();
    for (ProgressReport report : reports) {
      byte[] key = report.run().getBytes(StandardCharsets.UTF_8);
      send(new ProducerRecord<>(topics.progress(), key, FleetJson.write(report)));
    }
    unresolved.forEach(item -> send(DeadLetterCodec.encodeResolved(topics.deadLetters(), item)));
    if (!unsaved.isEmpty()) {
      unsaved.forEach(run -> send(SnapshotCodec.run(topics.aggregatorState(), run)));
      send(SnapshotCodec.positions(topics.aggregatorState(), state.positions()));
    }
    // Throws the first failure of a send, too; the term then ends and the next one starts from the
    // last snapshot.
    producer.commitTransaction();
    return reports;
  }

  /** The transaction's commit tells of a send that failed; nobody else needs its future. */
  private void send(ProducerRecord<byte[], byte[]> produced) {
    Future<?> unused = producer.send(produced);
  }

  private static boolean due(Instant last, Duration every, Instant now) {
    return !last.plus(every).isAfter(now);
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ZERO);
  }
}
