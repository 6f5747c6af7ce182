package io.xmlfleet.progress;

import io.xmlfleet.message.FleetJson;
import io.xmlfleet.message.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of the aggregator-state topic: {@code run:<id>} holds a run's state, {@code
 * positions} how far the inputs were read. They are written in one transaction.
 */
final class SnapshotCodec {
  private static final String RUN_PREFIX = "run:";
  private static final String POSITIONS = "positions";

  private SnapshotCodec() {}

  static ProducerRecord<byte[], byte[]> run(String topic, RunState state) {
    return new ProducerRecord<>(
        topic, 0, utf8(RUN_PREFIX + state.run()), RunStateCodec.write(state));
  }

  /** What takes the place of a run's state that is not needed any more. */
  static ProducerRecord<byte[], byte[]> forgotten(String topic, String run) {
    return new ProducerRecord<>(topic, 0, utf8(RUN_PREFIX + run), null);
  }

  static ProducerRecord<byte[], byte[]> positions(
      String topic, Map<TopicPartition, Long> positions) {
    List<Position> listed = new ArrayList<>();
    positions.forEach(
        (partition, offset) ->
            listed.add(new Position(partition.topic(), partition.partition(), offset)));
    return new ProducerRecord<>(topic, 0, utf8(POSITIONS), FleetJson.write(new Positions(listed)));
  }

  /**
   * Puts one record of the topic into the state.
   *
   * @throws MalformedMessageException if it is not one of ours
   */
  static void restore(ConsumerRecord<byte[], byte[]> consumed, AggregatorState state) {
    if (consumed.key() == null) {
      return;
    }
    String key = new String(consumed.key(), StandardCharsets.UTF_8);
    if (consumed.value() == null) {
      state.forget(key.startsWith(RUN_PREFIX) ? key.substring(RUN_PREFIX.length()) : "");
    } else if (key.equals(POSITIONS)) {
      Map<TopicPartition, Long> positions = new HashMap<>();
      FleetJson.read(consumed.value(), Positions.class)
          .positions()
          .forEach(p -> positions.put(new TopicPartition(p.topic(), p.partition()), p.offset()));
      state.restorePositions(positions);
    } else if (key.startsWith(RUN_PREFIX)) {
      state.restore(RunStateCodec.read(key.substring(RUN_PREFIX.length()), consumed.value()));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  record Position(String topic, int partition, long offset) {
    Position {
      if (partition < 0 || offset < 0) {
        throw new IllegalArgumentException("no position: " + partition + ", " + offset);
      }
    }
  }

  record Positions(List<Position> positions) {}
}
