package io.xmlfleet.wiring;

import io.xmlfleet.process.InstanceLock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka a command wants. Immutable.
 *
 * @param servers null: whichever runs in the data folder, else one of our own
 * @param overrides client properties by Kafka's names
 * @param owner who asks, for the notice to others
 */
public record KafkaRequest(
    @Nullable String servers, Map<String, String> overrides, InstanceLock.Owner owner) {
  public KafkaRequest {
    overrides = Map.copyOf(overrides);
  }

  /** Keys only: values may hold passwords. */
  @Override
  public String toString() {
    return "KafkaRequest[" + servers + ", overrides=" + overrides.keySet() + "]";
  }
}
