package io.xmlfleet.progress;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * When something happened, for people and for calculation. No other process's clock decides what is
 * late: that goes by when this one heard of it. Immutable.
 *
 * @param at the time of day: of a record the broker's, where its topic has that
 * @param ticks of this aggregator, since its term began
 */
record Moment(Instant at, Duration ticks) {
  /**
   * Of a record that is read now.
   *
   * @param otherwise what its sender says, where the topic has no time of the broker's
   */
  static Moment of(ConsumerRecord<?, ?> consumed, Instant otherwise, Duration ticks) {
    return new Moment(
        consumed.timestampType() == TimestampType.LOG_APPEND_TIME
            ? Instant.ofEpochMilli(consumed.timestamp())
            : otherwise,
        ticks);
  }

  /** How long ago an earlier moment was. */
  Duration since(Duration earlier) {
    return ticks.minus(earlier);
  }
}
