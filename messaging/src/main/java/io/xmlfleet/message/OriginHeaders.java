package io.xmlfleet.message;

import io.xmlfleet.item.Origin;
import io.xmlfleet.text.BytesAsText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a document came from, in headers: of a file what is known of it, of a record of somebody
 * else's where it stood, and its own headers under their own names.
 */
public final class OriginHeaders {
  private static final String OURS = "xmlfleet-";
  private static final String FILE = "xmlfleet-origin-file";
  private static final String ENTRY = "xmlfleet-origin-entry";
  private static final String MODIFIED = "xmlfleet-origin-modified";
  private static final String TOPIC = "xmlfleet-origin-topic";
  private static final String PARTITION = "xmlfleet-origin-partition";
  private static final String OFFSET = "xmlfleet-origin-offset";
  private static final String KEY = "xmlfleet-origin-key";

  private OriginHeaders() {}

  static void put(Headers headers, Origin origin) {
    HeaderText.put(headers, FILE, origin.file());
    HeaderText.put(headers, ENTRY, origin.entry());
    HeaderText.put(headers, MODIFIED, origin.modified());
    Origin.Message message = origin.message();
    if (message != null) {
      HeaderText.put(headers, TOPIC, message.topic());
      HeaderText.put(headers, PARTITION, message.partition());
      HeaderText.put(headers, OFFSET, message.offset());
      HeaderText.put(headers, KEY, message.key());
      message.headers().forEach((name, value) -> HeaderText.put(headers, name, value));
    }
  }

  /** That of a record of ours; what it lacks, or has in no readable form, is not known. */
  static Origin in(Headers headers) {
    return new Origin(
        HeaderText.get(headers, FILE),
        HeaderText.get(headers, ENTRY),
        HeaderText.instant(headers, MODIFIED),
        message(headers));
  }

  private static Origin.@Nullable Message message(Headers headers) {
    String topic = HeaderText.get(headers, TOPIC);
    String partition = HeaderText.get(headers, PARTITION);
    String offset = HeaderText.get(headers, OFFSET);
    if (topic == null || partition == null || offset == null) {
      return null;
    }
    try {
      return new Origin.Message(
          topic,
          Integer.parseInt(partition),
          Long.parseLong(offset),
          HeaderText.get(headers, KEY),
          others(headers));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A record that somebody else wrote. */
  public static Origin foreign(ConsumerRecord<byte[], byte[]> consumed) {
    byte[] key = consumed.key();
    return new Origin(
        null,
        null,
        null,
        new Origin.Message(
            consumed.topic(),
            consumed.partition(),
            consumed.offset(),
            key == null ? null : BytesAsText.of(key),
            others(consumed.headers())));
  }

  /** Neither ours nor those of a trace, which goes on. */
  private static Map<String, String> others(Headers headers) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Header header : headers) {
      String name = header.key();
      boolean known =
          name.startsWith(OURS)
              || name.equals(TraceContext.PARENT)
              || name.equals(TraceContext.STATE);
      if (!known && header.value() != null) {
        others.put(name, new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return others;
  }
}
