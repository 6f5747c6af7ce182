package io.xmlfleet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.item.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
  private static final Instant NOW = Instant.parse("2026-11-24T02:08:12.345678Z");
  private static final ItemId ITEM = new ItemId("run-1", 42);
  private static final RecordPosition SOURCE = new RecordPosition("xmlfleet.work", 3, 99);
  private static final byte[] XML = "<a>é</a>".getBytes(StandardCharsets.UTF_8);

  @Test
  void workItemSurvivesTheTopic() {
    WorkItem read =
        WorkItemCodec.decode(
            consumed(WorkItemCodec.encode("t", new WorkItem(ITEM, "in/ä b.xml", "loans", 2, XML))));

    assertThat(read.item()).isEqualTo(ITEM);
    assertThat(read.recordId()).isEqualTo("in/ä b.xml");
    assertThat(read.contract()).isEqualTo("loans");
    assertThat(read.attempt()).isEqualTo(2);
    assertThat(read.document()).isEqualTo(XML);
  }

  @Test
  void aReplayKnowsWhenItsDocumentWasRejected() {
    Instant failedAt = Instant.parse("2026-03-01T10:15:30.5Z");
    WorkItem again =
        new WorkItem(
            ITEM, "a.xml", "loans", 2, List.of(5L), failedAt, XML, null, Origin.UNKNOWN, null);
    ConsumerRecord<byte[], byte[]> consumed = consumed(WorkItemCodec.encode("t", again));

    assertThat(WorkItemCodec.asOf(consumed)).isEqualTo(failedAt);
    assertThat(WorkItemCodec.decode(consumed).rejectedAt()).isEqualTo(failedAt);
    consumed.headers().remove(DeadLetterCodec.FAILED_AT);
    assertThat(WorkItemCodec.asOf(consumed)).isEqualTo(Instant.ofEpochMilli(consumed.timestamp()));
  }

  @Test
  void itemsLettersAndReplaysKnowWhereTheirDocumentCameFrom() {
    Origin file =
        Origin.of("/in/ä b.zip", Instant.parse("2026-03-01T10:15:30.123Z")).entry("a.xml");
    Origin foreign =
        new Origin(
            null,
            null,
            null,
            new Origin.Message("partner", 3, 42, "L-7", Map.of("country", "DE", "Größe", "M")));
    for (Origin origin : List.of(file, foreign, Origin.UNKNOWN)) {
      WorkItem item = new WorkItem(ITEM, "a.xml", "loans", 1, XML).from(origin);
      assertThat(WorkItemCodec.decode(consumed(WorkItemCodec.encode("t", item))).origin())
          .isEqualTo(origin);
      DeadLetter letter = letter(XML, null).but().origin(origin).build();
      DeadLetter read = DeadLetterCodec.decode(consumed(DeadLetterCodec.encode("t", letter)));
      assertThat(read.origin()).isEqualTo(origin);
      assertThat(WorkItem.again(read, 2, XML).after(List.of()).with(XML).tracedBy(null).origin())
          .isEqualTo(origin);
    }
  }

  @Test
  void aRecordOfSomebodyElseIsWhereItsDocumentCameFrom() {
    ConsumerRecord<byte[], byte[]> consumed =
        consumed(new ProducerRecord<>("t", "key".getBytes(StandardCharsets.UTF_8), XML));
    consumed.headers().add("country", "DE".getBytes(StandardCharsets.UTF_8));
    consumed.headers().add("country", "FR".getBytes(StandardCharsets.UTF_8));
    consumed.headers().add(TraceContext.PARENT, "x".getBytes(StandardCharsets.UTF_8));
    consumed.headers().add("xmlfleet-origin-file", "/etc/passwd".getBytes(StandardCharsets.UTF_8));

    assertThat(WorkItemCodec.decode(consumed).origin())
        .isEqualTo(
            new Origin(
                null,
                null,
                null,
                new Origin.Message(
                    consumed.topic(),
                    consumed.partition(),
                    consumed.offset(),
                    "key",
                    Map.of("country", "FR"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"partition", "offset"})
  void whatIsUnreadableOfAnOriginIsNotKnown(String header) {
    Origin foreign = new Origin(null, null, null, new Origin.Message("t", 1, 2, null, Map.of()));
    ConsumerRecord<byte[], byte[]> consumed =
        consumed(
            WorkItemCodec.encode("t", new WorkItem(ITEM, "a.xml", "loans", 1, XML).from(foreign)));
    consumed.headers().add("xmlfleet-origin-" + header, "x".getBytes(StandardCharsets.UTF_8));
    assertThat(WorkItemCodec.decode(consumed).origin()).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void itemsAndLettersKnowTheEarlierVersionsOfTheirDocument() {
    WorkItem item = new WorkItem(ITEM, "a.xml", "loans", 1, XML).after(List.of(1L, 5L));
    ConsumerRecord<byte[], byte[]> consumed = consumed(WorkItemCodec.encode("t", item));
    DeadLetter letter = letter(XML, null).but().earlier(List.of(1L, 5L)).build();

    assertThat(WorkItemCodec.decode(consumed).earlier()).containsExactly(1L, 5L);
    assertThat(DeadLetterCodec.decode(consumed(DeadLetterCodec.encode("t", letter))).earlier())
        .containsExactly(1L, 5L);
    assertThat(WorkItem.again(letter, 3, XML).with(XML).tracedBy(null).earlier())
        .containsExactly(1L, 5L);
    consumed.headers().remove(WorkItemCodec.SEQUENCE);
    assertThat(WorkItemCodec.decode(consumed).earlier()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1,x", ",", "-3", "0", "99999999999999999999", "4711", "1.5"})
  void earlierVersionsOfAForeignWriterAreNone(String junk) {
    ConsumerRecord<byte[], byte[]> consumed =
        consumed(WorkItemCodec.encode("t", new WorkItem(ITEM, "a.xml", "loans", 1, XML)));
    consumed.headers().add("xmlfleet-earlier", bytes(junk));

    assertThat(WorkItemCodec.decode(consumed).earlier()).isEmpty();
  }

  @Test
  void noMoreEarlierVersionsAreReadThanThereMayBe() {
    ConsumerRecord<byte[], byte[]> consumed =
        consumed(WorkItemCodec.encode("t", new WorkItem(ITEM, "a.xml", "loans", 1, XML)));
    consumed.headers().add("xmlfleet-earlier", bytes("1,".repeat(500_000)));

    assertThat(WorkItemCodec.decode(consumed).earlier()).hasSize(WorkItem.MOST_EARLIER);
  }

  @Test
  void itemsAndLettersBelongToTheirTrace() {
    TraceContext trace =
        new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");
    WorkItem item = new WorkItem(ITEM, "a.xml", "loans", 1, XML).tracedBy(trace);
    DeadLetter letter =
        DeadLetter.of(ITEM, "a.xml")
            .failure(Failure.of(Stage.MAPPING, "why"))
            .worker("w")
            .failedAt(NOW)
            .document(XML)
            .trace(trace)
            .build();

    assertThat(WorkItemCodec.decode(consumed(WorkItemCodec.encode("t", item))).trace())
        .isEqualTo(trace);
    DeadLetter read = DeadLetterCodec.decode(consumed(DeadLetterCodec.encode("t", letter)));
    assertThat(read).isNotNull();
    assertThat(WorkItem.again(read, 2, XML).trace()).isEqualTo(trace);
  }

  @Test
  void whatIsNoTraceIsNone() {
    ProducerRecord<byte[], byte[]> junk = new ProducerRecord<>("t", bytes("k"), XML);
    junk.headers().add(TraceContext.PARENT, bytes("00-UPPER-b7ad6b7169203331-01"));
    assertThat(WorkItemCodec.decode(consumed(junk)).trace()).isNull();

    ProducerRecord<byte[], byte[]> long512 = new ProducerRecord<>("t", bytes("k"), XML);
    long512
        .headers()
        .add(TraceContext.PARENT, bytes("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    long512.headers().add(TraceContext.STATE, bytes("v=" + "x".repeat(600)));
    TraceContext trace = WorkItemCodec.decode(consumed(long512)).trace();
    assertThat(trace).isNotNull();
    assertThat(trace.state()).isNull();
  }

  @Test
  void anItemMayNameTheFileOfItsDocument() {
    FileReference file = new FileKey(new byte[FileKey.BYTES]).refer("/in/ä b.xml", 300_000, 7);
    ConsumerRecord<byte[], byte[]> consumed =
        consumed(WorkItemCodec.encode("t", WorkItem.inFile(ITEM, "ä b.xml", "loans", 1, file)));

    assertThat(consumed.value()).isEmpty();
    assertThat(WorkItemCodec.decode(consumed).file()).isEqualTo(file);
    assertThat(WorkItemCodec.documentBytes(consumed)).isEqualTo(300_000);
    assertThat(
            WorkItemCodec.documentBytes(
                consumed(WorkItemCodec.encode("t", new WorkItem(ITEM, "a", "loans", 1, XML)))))
        .isEqualTo(XML.length);
  }

  @Test
  void foreignRecordBelongsToTheAdhocRun() {
    WorkItem read =
        WorkItemCodec.decode(consumed(new ProducerRecord<>("t", bytes("order-7"), XML)));

    assertThat(read.item()).isEqualTo(ItemId.adhoc(3, 99));
    assertThat(read.recordId()).isEqualTo("order-7");
    assertThat(read.contract()).isNull();
    assertThat(read.attempt()).isEqualTo(1);
  }

  @Test
  void foreignKeysThatAreNoTextNameTheirRecordsEachDifferently() {
    Set<String> names = new HashSet<>();
    for (long key = 0; key < 300; key++) {
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(key).array();
      WorkItem read = WorkItemCodec.decode(consumed(new ProducerRecord<>("t", bytes, XML)));
      names.add(read.recordId());
      ConsumerRecord<byte[], byte[]> again =
          consumed(WorkItemCodec.encode("t", new WorkItem(ITEM, read.recordId(), null, 2, XML)));
      assertThat(WorkItemCodec.recordId(again)).isEqualTo(read.recordId());
    }
    assertThat(names).hasSize(300);
  }

  @Test
  void onlyOurRecordsAreNamedByAHeader() {
    ProducerRecord<byte[], byte[]> foreign = new ProducerRecord<>("t", bytes("order-7"), XML);
    foreign.headers().add(DeadLetterCodec.RECORD_ID, bytes("another"));
    assertThat(WorkItemCodec.recordId(consumed(foreign))).isEqualTo("order-7");
    assertThat(WorkItemCodec.encode("t", new WorkItem(ITEM, "ä", null, 1, XML)).headers())
        .noneMatch(header -> header.key().equals(DeadLetterCodec.RECORD_ID));
  }

  @Test
  void foreignRecordWithoutKeyIsNamedByItsPlace() {
    assertThat(WorkItemCodec.decode(consumed(new ProducerRecord<>("t", null, XML))).recordId())
        .isEqualTo("t-3-99");
  }

  @Test
  void junkInOurHeadersMakesARecordAdhocInsteadOfKillingItsReader() {
    ProducerRecord<byte[], byte[]> junk = new ProducerRecord<>("t", bytes("k"), null);
    junk.headers().add(WorkItemCodec.RUN, bytes("no spaces allowed"));
    junk.headers().add(WorkItemCodec.SEQUENCE, bytes("one"));
    junk.headers().add(WorkItemCodec.ATTEMPT, bytes("-3"));

    WorkItem read = WorkItemCodec.decode(consumed(junk));

    assertThat(read.item().run()).isEqualTo(ItemId.ADHOC);
    assertThat(read.attempt()).isEqualTo(1);
    assertThat(read.document()).isEmpty();
  }

  @Test
  void deadLetterSurvivesTheTopic() {
    DeadLetter letter = letter(XML, SOURCE);

    DeadLetter read = DeadLetterCodec.decode(consumed(DeadLetterCodec.encode("t", letter)));

    assertThat(read).usingRecursiveComparison().isEqualTo(letter);
  }

  @Test
  void deadLetterMayLackItsDocumentAndItsSource() {
    DeadLetter letter = letter(null, null);

    DeadLetter read = DeadLetterCodec.decode(consumed(DeadLetterCodec.encode("t", letter)));

    assertThat(read).usingRecursiveComparison().isEqualTo(letter);
  }

  @Test
  void nullValueResolvesTheItem() {
    ConsumerRecord<byte[], byte[]> resolved = consumed(DeadLetterCodec.encodeResolved("t", ITEM));

    assertThat(DeadLetterCodec.decode(resolved)).isNull();
    assertThat(DeadLetterCodec.item(resolved)).isEqualTo(ITEM);
  }

  @Test
  void deadLetterWithAForeignKeyIsCalledMalformed() {
    assertThatThrownBy(
            () -> DeadLetterCodec.decode(consumed(new ProducerRecord<>("t", bytes("x"), XML))))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("t-3@99");
  }

  @Test
  void everyOutcomeSurvivesTheTopic() {
    for (Outcome outcome :
        new Outcome[] {
          new Outcome.Loaded(Map.of("application", 1L, "contact", 3L)),
          new Outcome.Loaded(Map.of("application", 1L), Map.of("broker", 2L)),
          new Outcome.AlreadyLoaded(new ItemId("run-0", 7)),
          new Outcome.AlreadyLoaded(null),
          new Outcome.Rejected(new Failure(Stage.MAPPING, "no entry", "contract.yaml:41"))
        }) {
      WorkResult result =
          new WorkResult(
              ITEM,
              "a.xml",
              "700016",
              1,
              outcome,
              new Processing("loans", "v1", "host-1/worker-1", SOURCE, NOW, 1_234));

      ConsumerRecord<byte[], byte[]> read = consumed(ResultCodec.encode("t", result));

      assertThat(ResultCodec.isWorkerStatus(read)).isFalse();
      assertThat(ResultCodec.decodeResult(read)).isEqualTo(result);
    }
  }

  @Test
  void rowsThatWereThereAreToldOnlyWhereThereAreSome() {
    String none =
        new String(
            FleetJson.write(new Outcome.Loaded(Map.of("t", 1L), Map.of())), StandardCharsets.UTF_8);

    assertThat(none).doesNotContain("kept");
    assertThat(
            FleetJson.read(
                "{\"state\":\"LOADED\",\"rows\":{\"t\":1}}".getBytes(StandardCharsets.UTF_8),
                Outcome.class))
        .isEqualTo(new Outcome.Loaded(Map.of("t", 1L)));
    assertThat(new Outcome.Loaded(Map.of(), Map.of("a", 2L, "b", 3L)).keptRows()).isEqualTo(5);
  }

  @Test
  void workerStatusSurvivesTheTopicAndIsToldFromOutcomes() {
    WorkerStatus status =
        new WorkerStatus(
            "host-1/worker-1", WorkerStatus.State.WAITING_FOR_DATABASE, NOW, "no answer", NOW);

    ConsumerRecord<byte[], byte[]> read = consumed(ResultCodec.encode("t", status));

    assertThat(ResultCodec.isWorkerStatus(read)).isTrue();
    assertThat(ResultCodec.decodeStatus(read)).isEqualTo(status);
  }

  @Test
  void unknownFieldsOfANewerProcessAreIgnored() {
    RunEvent event = RunEvent.started("run-1", "loans", "in", NOW).sealed(5, NOW);
    String json = new String(FleetJson.write(event), StandardCharsets.UTF_8);

    assertThat(
            FleetJson.read(
                bytes(json.replaceFirst("\\{", "{\"colour\":\"blue\",")), RunEvent.class))
        .isEqualTo(event);
  }

  @Test
  void malformedMessageDoesNotQuoteItself() {
    assertThatThrownBy(() -> FleetJson.read(bytes("{\"ssn\":\"123-45\""), RunEvent.class))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageNotContaining("123-45");
  }

  private static DeadLetter letter(byte[] document, RecordPosition source) {
    return DeadLetter.of(ITEM, "in/a.xml")
        .contract("loans", "v1")
        .attempt(2)
        .failure(new Failure(Stage.INSERTION, "table contact: constraint violated", "contact"))
        .worker("host-1/worker-1")
        .source(source)
        .failedAt(NOW)
        .document(document)
        .build();
  }

  private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        3,
        99,
        NOW.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        record.key(),
        record.value(),
        new RecordHeaders(record.headers()),
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
