package io.xmlfleet.message;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.item.ItemId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as Kafka records: key = run/sequence, value = the XML bytes, the rest in headers. A
 * null value resolves the item. A document that could not be carried is an empty value plus a
 * header that says so.
 */
public final class DeadLetterCodec {
  public static final String RECORD_ID = "xmlfleet-record-id";
  public static final String CONTRACT_VERSION = "xmlfleet-contract-version";
  public static final String STAGE = "xmlfleet-stage";
  public static final String REASON = "xmlfleet-reason";
  public static final String LOCATION = "xmlfleet-location";
  public static final String WORKER = "xmlfleet-worker";
  public static final String SOURCE_TOPIC = "xmlfleet-source-topic";
  public static final String SOURCE_PARTITION = "xmlfleet-source-partition";
  public static final String SOURCE_OFFSET = "xmlfleet-source-offset";
  public static final String FAILED_AT = "xmlfleet-failed-at";
  public static final String DOCUMENT = "xmlfleet-document";

  private static final String ABSENT = "absent";

  private DeadLetterCodec() {}

  public static ProducerRecord<byte[], byte[]> encode(String topic, DeadLetter letter) {
    byte[] document = letter.document();
    ProducerRecord<byte[], byte[]> produced =
        new ProducerRecord<>(
            topic, keyOf(letter.item()), document == null ? new byte[0] : document);
    Headers headers = produced.headers();
    HeaderText.put(headers, RECORD_ID, letter.recordId());
    HeaderText.put(headers, WorkItemCodec.CONTRACT, letter.contract());
    HeaderText.put(headers, CONTRACT_VERSION, letter.contractVersion());
    HeaderText.put(headers, WorkItemCodec.ATTEMPT, letter.attempt());
    HeaderText.put(headers, WorkItemCodec.EARLIER, letter.earlier());
    HeaderText.put(headers, STAGE, letter.failure().stage());
    HeaderText.put(headers, REASON, letter.failure().reason());
    HeaderText.put(headers, LOCATION, letter.failure().location());
    HeaderText.put(headers, WORKER, letter.worker());
    HeaderText.put(headers, FAILED_AT, letter.failedAt());
    HeaderText.put(headers, DOCUMENT, document == null ? ABSENT : null);
    OriginHeaders.put(headers, letter.origin());
    TraceContext.put(headers, letter.trace());
    RecordPosition source = letter.source();
    if (source != null) {
      HeaderText.put(headers, SOURCE_TOPIC, source.topic());
      HeaderText.put(headers, SOURCE_PARTITION, source.partition());
      HeaderText.put(headers, SOURCE_OFFSET, source.offset());
    }
    return produced;
  }

  /** The record that resolves an item: its key and a null value. */
  public static ProducerRecord<byte[], byte[]> encodeResolved(String topic, ItemId item) {
    return new ProducerRecord<>(topic, keyOf(item), null);
  }

  /**
   * The item that a record of the dead-letters topic is about.
   *
   * @throws MalformedMessageException if the key is not run/sequence
   */
  public static ItemId item(ConsumerRecord<byte[], byte[]> consumed) {
    byte[] key = consumed.key() == null ? new byte[0] : consumed.key();
    try {
      return ItemId.parse(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(
          "the key of the dead letter " + WorkItemCodec.position(consumed) + " is not run/sequence",
          e);
    }
  }

  /**
   * Reads a dead letter; null when the record resolves the item instead.
   *
   * @throws MalformedMessageException if the key is not run/sequence, or a header is not readable
   */
  public static @Nullable DeadLetter decode(ConsumerRecord<byte[], byte[]> consumed) {
    ItemId item = item(consumed);
    if (consumed.value() == null) {
      return null;
    }
    Headers headers = consumed.headers();
    try {
      return DeadLetter.of(item, HeaderText.get(headers, RECORD_ID, item.key()))
          .contract(
              HeaderText.get(headers, WorkItemCodec.CONTRACT),
              HeaderText.get(headers, CONTRACT_VERSION))
          .attempt(HeaderText.positiveInt(headers, WorkItemCodec.ATTEMPT, 1))
          .earlier(HeaderText.numbersBelow(item.sequence(), headers, WorkItemCodec.EARLIER))
          .failure(failure(headers))
          .worker(HeaderText.get(headers, WORKER, "unknown"))
          .source(source(headers))
          .failedAt(WorkItemCodec.asOf(consumed))
          .document(ABSENT.equals(HeaderText.get(headers, DOCUMENT)) ? null : consumed.value())
          .origin(OriginHeaders.in(headers))
          .trace(TraceContext.in(headers))
          .build();
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(
          "the dead letter " + WorkItemCodec.position(consumed) + " has an unreadable header", e);
    }
  }

  private static byte[] keyOf(ItemId item) {
    return item.key().getBytes(StandardCharsets.UTF_8);
  }

  private static Failure failure(Headers headers) {
    return new Failure(
        Stage.valueOf(HeaderText.get(headers, STAGE, Stage.UNKNOWN.name())),
        HeaderText.get(headers, REASON, "no reason given"),
        HeaderText.get(headers, LOCATION));
  }

  private static @Nullable RecordPosition source(Headers headers) {
    String topic = HeaderText.get(headers, SOURCE_TOPIC);
    return topic == null
        ? null
        : new RecordPosition(
            topic,
            Integer.parseInt(HeaderText.get(headers, SOURCE_PARTITION, "0")),
            Long.parseLong(HeaderText.get(headers, SOURCE_OFFSET, "0")));
  }
}
