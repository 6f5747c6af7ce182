package io.xmlfleet.message;

import io.xmlfleet.item.ItemId;
import io.xmlfleet.text.BytesAsText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Work items as Kafka records: key = recordId, value = the XML bytes, the rest in headers.
 *
 * <p>A record id whose UTF-8 as a key would be another name (see {@link BytesAsText}) stands in a
 * header too.
 *
 * <p>A document that stays in its file has an empty value and the file in a header.
 *
 * <p>Whoever writes without our headers is welcome: the item then belongs to the run {@code adhoc},
 * and the record is where it came from.
 */
public final class WorkItemCodec {
  public static final String RUN = "xmlfleet-run";
  public static final String SEQUENCE = "xmlfleet-sequence";
  public static final String CONTRACT = "xmlfleet-contract";
  public static final String ATTEMPT = "xmlfleet-attempt";

  static final String EARLIER = "xmlfleet-earlier";
  static final String FILE = "xmlfleet-file";

  private WorkItemCodec() {}

  public static ProducerRecord<byte[], byte[]> encode(String topic, WorkItem item) {
    byte[] key = item.recordId().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> produced = new ProducerRecord<>(topic, key, item.document());
    Headers headers = produced.headers();
    if (!BytesAsText.of(key).equals(item.recordId())) {
      HeaderText.put(headers, DeadLetterCodec.RECORD_ID, item.recordId());
    }
    HeaderText.put(headers, RUN, item.item().run());
    HeaderText.put(headers, SEQUENCE, item.item().sequence());
    HeaderText.put(headers, CONTRACT, item.contract());
    HeaderText.put(headers, ATTEMPT, item.attempt());
    HeaderText.put(headers, EARLIER, item.earlier());
    HeaderText.put(headers, DeadLetterCodec.FAILED_AT, item.rejectedAt());
    FileReference file = item.file();
    HeaderText.put(headers, FILE, file == null ? null : file.text());
    OriginHeaders.put(headers, item.origin());
    TraceContext.put(headers, item.trace());
    return produced;
  }

  /** Reads any record; what has no readable item of ours in its headers is adhoc. */
  public static WorkItem decode(ConsumerRecord<byte[], byte[]> consumed) {
    Headers headers = consumed.headers();
    ItemId declared = declaredItem(headers);
    ItemId item =
        declared == null ? ItemId.adhoc(consumed.partition(), consumed.offset()) : declared;
    byte[] document = consumed.value() == null ? new byte[0] : consumed.value();
    return new WorkItem(
        item,
        recordId(consumed),
        HeaderText.get(headers, CONTRACT),
        HeaderText.positiveInt(headers, ATTEMPT, 1),
        declared == null ? List.of() : HeaderText.numbersBelow(item.sequence(), headers, EARLIER),
        HeaderText.instant(headers, DeadLetterCodec.FAILED_AT),
        document,
        document.length > 0 ? null : file(headers),
        declared == null ? OriginHeaders.foreign(consumed) : OriginHeaders.in(headers),
        TraceContext.in(headers));
  }

  /** Size of a record's document, wherever it is. */
  public static long documentBytes(ConsumerRecord<byte[], byte[]> consumed) {
    if (consumed.value() != null && consumed.value().length > 0) {
      return consumed.value().length;
    }
    FileReference file = file(consumed.headers());
    return file == null ? 0 : file.bytes();
  }

  /**
   * As of when a record's document is: a replay says when the document was rejected, everything
   * else is as of when it was sent.
   */
  public static Instant asOf(ConsumerRecord<?, ?> consumed) {
    Instant rejectedAt = HeaderText.instant(consumed.headers(), DeadLetterCodec.FAILED_AT);
    return rejectedAt == null ? Instant.ofEpochMilli(consumed.timestamp()) : rejectedAt;
  }

  public static RecordPosition position(ConsumerRecord<?, ?> consumed) {
    return new RecordPosition(consumed.topic(), consumed.partition(), consumed.offset());
  }

  private static @Nullable FileReference file(Headers headers) {
    String text = HeaderText.get(headers, FILE);
    return text == null ? null : FileReference.parse(text);
  }

  private static @Nullable ItemId declaredItem(Headers headers) {
    String run = HeaderText.get(headers, RUN);
    String sequence = HeaderText.get(headers, SEQUENCE);
    if (run == null || sequence == null) {
      return null;
    }
    try {
      return new ItemId(run, Long.parseLong(sequence));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What a record's document is named by: our header, its key, or where it stands. */
  public static String recordId(ConsumerRecord<byte[], byte[]> consumed) {
    String named = HeaderText.get(consumed.headers(), DeadLetterCodec.RECORD_ID);
    if (named != null && declaredItem(consumed.headers()) != null) {
      return named;
    }
    byte[] key = consumed.key();
    if (key == null || key.length == 0) {
      return consumed.topic() + '-' + consumed.partition() + '-' + consumed.offset();
    }
    return BytesAsText.of(key);
  }
}
