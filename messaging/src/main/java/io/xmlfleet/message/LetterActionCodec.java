package io.xmlfleet.message;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Actions on dead letters as Kafka records: key = the action's id, value JSON. */
public final class LetterActionCodec {
  /** All in one partition: whether a letter is parked depends on what was said last. */
  private static final int PARTITION = 0;

  private LetterActionCodec() {}

  public static ProducerRecord<byte[], byte[]> encode(String topic, LetterAction action) {
    return new ProducerRecord<>(
        topic, PARTITION, action.id().getBytes(StandardCharsets.UTF_8), FleetJson.write(action));
  }

  /**
   * Reads an action.
   *
   * @throws MalformedMessageException if the value is not one
   */
  public static LetterAction decode(ConsumerRecord<byte[], byte[]> consumed) {
    byte[] value = consumed.value();
    return FleetJson.read(value == null ? new byte[0] : value, LetterAction.class);
  }
}
