package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.Ledger;
import io.xmlfleet.mapping.DocumentMapper;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.ContractCatalog;
import io.xmlfleet.pipeline.DocumentFiles;
import io.xmlfleet.pipeline.LoadMode;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.topic.TopicPlan;
import io.xmlfleet.topic.TopicSetup;
import io.xmlfleet.worker.poll.BatchLimits;
import io.xmlfleet.worker.poll.KafkaOffsetCommitter;
import io.xmlfleet.worker.publish.KafkaOutcomePublisher;
import io.xmlfleet.worker.publish.SharedProducer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One test's topics on a broker that tests share, and workers over a database in memory. A document
 * is text and becomes one row of that text; {@code broken} is not mapped, and {@code stuck} never
 * comes back from the mapper. Confined to the test's thread.
 */
final class Fleet implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final Table TABLE =
      new Table(
          new TableId(null, "note"),
          List.of(new Column("text", ColumnType.string(50), false)),
          List.of(),
          List.of());

  final SharedDatabase database = new SharedDatabase();
  final List<WorkResult> results = new ArrayList<>();
  final List<WorkerStatus> statuses = new ArrayList<>();
  final List<ItemId> deadLetters = new ArrayList<>();
  private final KafkaSettings kafka;
  private final TopicNames topics;
  private final int workPartitions;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> reader;
  private final List<Supervisor> supervisors = new ArrayList<>();
  private volatile boolean closed;

  Fleet(String bootstrapServers, String prefix) {
    this(bootstrapServers, prefix, PARTITIONS);
  }

  Fleet(String bootstrapServers, String prefix, int workPartitions) {
    this.workPartitions = workPartitions;
    this.kafka = new KafkaSettings(bootstrapServers, Map.of("metadata.max.age.ms", "1000"));
    this.topics = new TopicNames(prefix);
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    this.admin = Admin.create(client);
    TopicPlan plan = new TopicPlan(workPartitions, (short) 1, 1024 * 1024, Duration.ofDays(1));
    new TopicSetup(admin).create(topics, plan);
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.reader =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < workPartitions; partition++) {
      partitions.add(new TopicPartition(topics.results(), partition));
      partitions.add(new TopicPartition(topics.deadLetters(), partition));
    }
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
  }

  /** Sends items of one run; a document is {@code document n}, or what is given for it. */
  void produce(long from, long to, Map<Long, String> documents) throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    for (long sequence = from; sequence <= to; sequence++) {
      String document = documents.getOrDefault(sequence, "document " + sequence);
      sent.add(begin(new ItemId("run", sequence), 1, document));
    }
    for (Future<?> each : sent) {
      each.get(30, TimeUnit.SECONDS);
    }
  }

  void send(ItemId item, int attempt, String document) throws Exception {
    begin(item, attempt, document).get(30, TimeUnit.SECONDS);
  }

  /** How many rows were there when the last one of these items was loaded. */
  int rowsBeforeTheLastOf(long from, long to) {
    List<String> rows = database.rows();
    return LongStream.rangeClosed(from, to)
        .mapToInt(sequence -> rows.indexOf("document " + sequence))
        .max()
        .orElseThrow();
  }

  /** Sends items that are to be served first. */
  void produceUrgent(long from, long to) throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    for (long sequence = from; sequence <= to; sequence++) {
      WorkItem work = item(new ItemId("run", sequence), 1, "document " + sequence);
      sent.add(producer.send(WorkItemCodec.encode(topics.urgentWork(), work)));
    }
    for (Future<?> each : sent) {
      each.get(30, TimeUnit.SECONDS);
    }
  }

  private Future<?> begin(ItemId item, int attempt, String document) {
    return producer.send(WorkItemCodec.encode(topics.work(), item(item, attempt, document)));
  }

  private static WorkItem item(ItemId item, int attempt, String document) {
    return new WorkItem(
        item, "file-" + item.sequence(), null, attempt, document.getBytes(StandardCharsets.UTF_8));
  }

  WorkerSettings settings(String instance) {
    return WorkerSettings.standard(topics)
        .withInstance(instance)
        .withBatch(new BatchLimits(10, 1024 * 1024, Duration.ofMillis(10)));
  }

  /** Parts of workers that look for their work elsewhere. */
  WorkerParts parts(KafkaSettings client, TopicNames names) {
    WorkerParts own = parts(mapper());
    return parts(client, names, own.contracts(), own.sessions(), own.ledger());
  }

  private WorkerParts parts(DocumentMapper mapper) {
    return parts(
        kafka,
        topics,
        ContractCatalog.of(List.of(new LoadedContract("notes", "1", List.of(TABLE.id()), mapper))),
        database::open,
        database);
  }

  private static WorkerParts parts(
      KafkaSettings client,
      TopicNames topics,
      ContractCatalog contracts,
      Supplier<DatabaseSession> sessions,
      Ledger ledger) {
    return new WorkerParts(
        client,
        topics,
        contracts,
        new DocumentFiles(null),
        sessions,
        ledger,
        new LoadMode.Insert(),
        WorkObserver.NONE);
  }

  Supervisor start(WorkerSettings settings) {
    return started(Supervisor.start(settings, parts(mapper()), Clock.systemUTC()));
  }

  KafkaSettings kafka() {
    return kafka;
  }

  TopicNames topics() {
    return topics;
  }

  /** Workers that take their time. */
  Supervisor start(WorkerSettings settings, Runnable beforeEachDocument) {
    DocumentMapper slow =
        (document, context) -> {
          beforeEachDocument.run();
          return mapper().map(document, context);
        };
    return started(Supervisor.start(settings, parts(slow), Clock.systemUTC()));
  }

  /** Workers over another database. */
  Supervisor start(WorkerSettings settings, Supplier<DatabaseSession> sessions, Ledger ledger) {
    return started(
        Supervisor.start(
            settings,
            parts(kafka, topics, parts(mapper()).contracts(), sessions, ledger),
            Clock.systemUTC()));
  }

  /** Workers with other client settings. */
  Supervisor start(WorkerSettings settings, Map<String, String> overrides) {
    return started(
        Supervisor.start(
            settings,
            parts(new KafkaSettings(kafka.bootstrapServers(), overrides), topics),
            Clock.systemUTC()));
  }

  /** Workers that die at a step. */
  Supervisor start(WorkerSettings settings, Crashes crashes) {
    Clock clock = Clock.systemUTC();
    KafkaClients clients = new KafkaClients(kafka, settings);
    SharedProducer outcomes = new SharedProducer(() -> crashes.wrap(clients.producer(), topics));
    KafkaWorkerFactory factory =
        new KafkaWorkerFactory(
            settings,
            parts(
                kafka, topics, parts(mapper()).contracts(), database::open, crashes.wrap(database)),
            crashes.wrap(
                new KafkaOutcomePublisher(outcomes, topics, Duration.ofSeconds(30), clock)),
            clock);
    WorkerFactory crashing =
        name -> {
          Consumer<byte[], byte[]> consumer = crashes.wrap(clients.consumer(name));
          return factory.assemble(
              name,
              crashes.wrap(database.open()),
              stop ->
                  factory.groupConsumer(
                      consumer, crashes.wrap(new KafkaOffsetCommitter(consumer, clock)), stop));
        };
    return started(Supervisor.start(settings, crashing, outcomes, clock));
  }

  private Supervisor started(Supervisor supervisor) {
    supervisors.add(supervisor);
    return supervisor;
  }

  private DocumentMapper mapper() {
    return (document, context) -> {
      String text = new String(document, StandardCharsets.UTF_8);
      while (text.equals("stuck") && !closed) {
        LockSupport.parkNanos(50_000_000); // whatever it is told
      }
      return text.equals("broken")
          ? new Mapped.Rejected(null, Failure.of(Stage.PARSING, "not well-formed"))
          : new Mapped.Rows(
              null, List.of(new RowBatch(TABLE, List.<Object[]>of(new Object[] {text}))));
    };
  }

  /** Reads what was published until the condition holds. */
  void readUntil(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within %s: %d items with an outcome, %d rows, states %s"
                .formatted(
                    limit,
                    items().size(),
                    database.rows().size(),
                    statuses.stream().map(WorkerStatus::state).toList()));
      }
      for (ConsumerRecord<byte[], byte[]> read : reader.poll(Duration.ofMillis(100))) {
        note(read);
      }
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> read) {
    if (read.topic().equals(topics.deadLetters())) {
      if (DeadLetterCodec.decode(read) == null) {
        deadLetters.remove(DeadLetterCodec.item(read));
      } else if (!deadLetters.contains(DeadLetterCodec.item(read))) {
        deadLetters.add(DeadLetterCodec.item(read));
      }
    } else if (ResultCodec.isWorkerStatus(read)) {
      statuses.add(ResultCodec.decodeStatus(read));
    } else {
      results.add(ResultCodec.decodeResult(read));
    }
  }

  /** Items with an outcome so far. */
  Set<ItemId> items() {
    Set<ItemId> items = new HashSet<>();
    results.forEach(result -> items.add(result.item()));
    return items;
  }

  /** Committed offsets of the work topic, by partition. */
  Map<Integer, Long> committed() throws Exception {
    Map<Integer, Long> committed = new TreeMap<>();
    admin
        .listConsumerGroupOffsets(topics.consumerGroup())
        .partitionsToOffsetAndMetadata()
        .get(30, TimeUnit.SECONDS)
        .forEach(
            (partition, offset) -> {
              if (partition.topic().equals(topics.work())) {
                committed.put(partition.partition(), offset.offset());
              }
            });
    return committed;
  }

  /** Ends of the work topic's partitions that hold something. */
  Map<Integer, Long> ends() throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < workPartitions; partition++) {
      wanted.put(new TopicPartition(topics.work(), partition), OffsetSpec.latest());
    }
    Map<Integer, Long> ends = new TreeMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get(30, TimeUnit.SECONDS)
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    ends.values().removeIf(end -> end == 0);
    return ends;
  }

  boolean done(int items) {
    return items().size() >= items;
  }

  /** Sequences of the items that were rejected. */
  Set<Long> rejected() {
    return results.stream()
        .filter(result -> result.outcome() instanceof Outcome.Rejected)
        .map(result -> result.item().sequence())
        .collect(Collectors.toSet());
  }

  /** Rows once, an outcome each, and everything committed. */
  void assertExactlyOnce(int items, Set<Long> broken) throws Exception {
    assertThat(database.rows()).hasSize(items - broken.size()).doesNotHaveDuplicates();
    assertThat(items()).hasSize(items);
    assertThat(rejected()).isEqualTo(broken);
    assertThat(results).noneMatch(result -> result.outcome() instanceof Outcome.AlreadyLoaded);
    Map<Integer, Long> ends = ends();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!committed().equals(ends) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(committed()).isEqualTo(ends);
  }

  @Override
  public void close() {
    closed = true;
    supervisors.forEach(Supervisor::close);
    reader.close();
    producer.close();
    admin.close();
  }
}
