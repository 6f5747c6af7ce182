package io.xmlfleet.message;

/** Where a Kafka record stands. Immutable. */
public record RecordPosition(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + '-' + partition + '@' + offset;
  }
}
