package io.xmlfleet.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.client.ClientFactory;
import io.xmlfleet.client.KafkaSettings;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.ledger.JdbcLedger;
import io.xmlfleet.ledger.LedgerEntry;
import io.xmlfleet.ledger.LedgerKey;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.message.DeadLetter;
import io.xmlfleet.message.DeadLetterCodec;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.Outcome;
import io.xmlfleet.message.Processing;
import io.xmlfleet.message.RecordPosition;
import io.xmlfleet.message.ResultCodec;
import io.xmlfleet.message.RunEvent;
import io.xmlfleet.message.WorkItem;
import io.xmlfleet.message.WorkItemCodec;
import io.xmlfleet.message.WorkResult;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.testing.DatabaseUnderTest;
import io.xmlfleet.testing.KafkaUnderTest;
import io.xmlfleet.topic.TopicNames;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics and a database on which a test puts every trace of a run by itself, so that it can leave
 * one out. A document loaded is one row. Confined to the test's thread.
 */
final class StagedRun implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  final KafkaSettings kafka = KafkaUnderTest.settings();
  final TopicNames topics = KafkaUnderTest.newFleet(PARTITIONS);
  final DatabaseUnderTest server = DatabaseUnderTest.h2(new WriterOptions(100, false));
  final Admin admin = Admin.create(kafka.clientProperties(Map.of(), Map.of()));
  final Instant startedAt = Instant.now();
  private final String run;
  private final KafkaProducer<byte[], byte[]> producer =
      ClientFactory.producer(kafka, Map.of(), Map.of());
  private final Map<Long, RecordPosition> positions = new HashMap<>();
  private final Table table =
      new Table(
          server.newTable("note"),
          List.of(new Column("id", ColumnType.of(ColumnType.Kind.BIGINT), false)),
          List.of("id"),
          List.of());

  StagedRun(String run) {
    this.run = run;
    new SchemaSetup(server.database()).create(List.of(LedgerTable.table(), table));
  }

  Table table() {
    return table;
  }

  /** One that does not wait for an aggregator: tests start one or do without. */
  Reconciler reconciler() {
    return patient().withPatience(Duration.ZERO);
  }

  Reconciler patient() {
    return new Reconciler(
        kafka, topics, topics.consumerGroup(), server.database(), Clock.systemUTC());
  }

  ItemId item(long sequence) {
    return new ItemId(run, sequence);
  }

  static byte[] document(long sequence) {
    return ("<document number='" + sequence + "'/>").getBytes(UTF_8);
  }

  void started() throws Exception {
    event(RunEvent.started(run, "notes", "in", startedAt));
  }

  void sealed(long total) throws Exception {
    event(RunEvent.started(run, "notes", "in", startedAt).sealed(total, Instant.now()));
  }

  private void event(RunEvent event) throws Exception {
    put(new ProducerRecord<>(topics.runs(), run.getBytes(UTF_8), FleetJson.write(event)));
  }

  /** The item stands on the work topic. */
  void sent(long sequence, int attempt) throws Exception {
    RecordMetadata at =
        put(
            WorkItemCodec.encode(
                topics.work(),
                new WorkItem(
                    item(sequence), "doc-" + sequence, "notes", attempt, document(sequence))));
    positions.put(sequence, new RecordPosition(at.topic(), at.partition(), at.offset()));
  }

  /** Its row and its ledger entry are committed. */
  void committed(long sequence) {
    inTransaction(true, true, sequence);
  }

  /** Its row is there, and no entry. */
  void rowOnly(long sequence) {
    inTransaction(true, false, sequence);
  }

  /** Its entry is there, and no row. */
  void entryOnly(long sequence) {
    inTransaction(false, true, sequence);
  }

  private void inTransaction(boolean row, boolean entry, long sequence) {
    JdbcLedger ledger = new JdbcLedger(server.database().dialect());
    try (DatabaseSession session = server.database().session()) {
      session.inTransaction(
          LIMIT,
          tx -> {
            if (entry) {
              ledger.record(tx, List.of(entry(sequence)));
            }
            if (row) {
              tx.write(new RowBatch(table, List.<Object[]>of(new Object[] {sequence})));
            }
            return 0;
          });
    }
  }

  private LedgerEntry entry(long sequence) {
    return new LedgerEntry(
        new LedgerKey("notes", "doc-" + sequence),
        item(sequence),
        1,
        "v1",
        null,
        Map.of(table.id().toString(), 1L),
        "host/1",
        position(sequence),
        Instant.now(),
        Instant.now());
  }

  private RecordPosition position(long sequence) {
    return positions.getOrDefault(sequence, new RecordPosition("elsewhere", 0, 0));
  }

  void loaded(long sequence) throws Exception {
    outcome(sequence, new Outcome.Loaded(Map.of(table.id().toString(), 1L)));
  }

  void alreadyLoaded(long sequence, ItemId by) throws Exception {
    outcome(sequence, new Outcome.AlreadyLoaded(by));
  }

  void rejected(long sequence) throws Exception {
    outcome(sequence, new Outcome.Rejected(failure()));
  }

  private static Failure failure() {
    return new Failure(Stage.MAPPING, "no date where one is needed", "line 1, column 2");
  }

  private void outcome(long sequence, Outcome outcome) throws Exception {
    Processing processing =
        new Processing("notes", "v1", "host/1", positions.get(sequence), Instant.now(), 7);
    put(
        ResultCodec.encode(
            topics.results(),
            new WorkResult(item(sequence), "doc-" + sequence, null, 1, outcome, processing)));
  }

  void letter(long sequence) throws Exception {
    put(
        DeadLetterCodec.encode(
            topics.deadLetters(),
            DeadLetter.of(item(sequence), "doc-" + sequence)
                .contract("notes", "v1")
                .failure(failure())
                .worker("host/1")
                .source(positions.get(sequence))
                .failedAt(Instant.now())
                .document(document(sequence))
                .build()));
  }

  RecordMetadata put(ProducerRecord<byte[], byte[]> produced) throws Exception {
    return producer.send(produced).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** The consumers are done with all that is on the work topic. */
  void reachedAll() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    ends(topics.work()).forEach((p, end) -> committed.put(p, new OffsetAndMetadata(end)));
    admin
        .alterConsumerGroupOffsets(topics.consumerGroup(), committed)
        .all()
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  Map<TopicPartition, Long> ends(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  @Override
  public void close() throws SQLException {
    producer.close();
    admin.close();
    server.close();
  }
}
